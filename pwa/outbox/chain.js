// The custody chain of a report: the same six steps for everybody, and how far along it is. Pure.

/** @typedef {import('./row.js').Row} Row */
/** @typedef {'here' | 'server' | 'photos' | 'safe' | 'checked' | 'result'} Link */

/**
 * How the server's people stand to a report, as `GET /reports/mine` tells its last step.
 *
 * @typedef {{ state: string, at?: string, reason?: string, words?: string }} Status
 */

/**
 * `stuck` waits for the person, not for a network or an office.
 *
 * @typedef {{ link: Link, stands: 'done' | 'now' | 'later' | 'stuck', words: string, facts: Record<string, number> }} Step
 */

const UNCHECKED = new Set(['received', 'needs_info'])
const ENDS = new Set(['resolved', 'closed_unresolved', 'rejected', 'duplicate'])

/** Nobody will do anything more about it. @param {Status | null} status */
export const isOver = (status) => status !== null && ENDS.has(status.state)

/**
 * The steps in their order; the first that is not done is the one it stands at. None for a draft.
 *
 * @param {Row} row
 * @param {Status | null} [status] null: not known on this phone
 * @returns {Step[]}
 */
export function chain(row, status = null) {
  if (row.state === 'draft') return []
  const steps = links(row, status)
  const at = steps.findIndex((step) => !step.done)
  return steps.map(({ done, ...step }, i) => ({ ...step, stands: done ? 'done' : i === at ? standing(row, status) : 'later' }))
}

/**
 * @param {Row} row
 * @param {Status | null} status
 * @returns {(Omit<Step, 'stands'> & { done: boolean })[]}
 */
function links(row, status) {
  const { n, m } = photosAt(row)
  const isStored = row.state === 'stored'
  const isChecked = status !== null && !UNCHECKED.has(status.state)
  /** @param {Link} link @param {boolean} done @param {string} [words] @param {Record<string, number>} [facts] */
  const step = (link, done, words = `outbox.chain.${link}`, facts = {}) => ({ link, done, words, facts })
  return [
    step('here', true),
    step('server', row.server !== null || isStored),
    ...(m ? [step('photos', isStored || n === m, 'outbox.chain.photos', { n: isStored ? m : n, m })] : []),
    step('safe', isStored),
    step('checked', isChecked, status?.state === 'needs_info' ? 'shared.state.needs_info' : undefined),
    step('result', isOver(status), isChecked && status ? `shared.state.${status.state}` : undefined),
  ]
}

/** @param {Row} row @param {Status | null} status @returns {'now' | 'stuck'} */
function standing(row, status) {
  const needsPerson = row.state === 'blocked' || row.state === 'paused_auth'
  return needsPerson || (row.state === 'stored' && status?.state === 'needs_info') ? 'stuck' : 'now'
}

/** @param {Row} row photos whole at the server, and in all */
function photosAt(row) {
  const photos = row.sealed?.photos ?? []
  const whole = new Set(row.server?.photos.filter((photo) => photo.complete).map((photo) => photo.sha256))
  return { n: photos.filter((photo) => whole.has(photo.sha256)).length, m: photos.length }
}
