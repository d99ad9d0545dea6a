// The custody chain of a report: the same six steps for everybody, and how far along it is. Pure.

/** @typedef {import('./row.js').Row} Row */
/** @typedef {'here' | 'server' | 'photos' | 'safe' | 'checked' | 'result'} Link */

/**
 * How the server's people stand to a report, as `GET /reports/mine` tells its last step.
 *
 * @typedef {{ state: string, at?: string, reason?: string, words?: string }} Status
 */

/**
 * `now` is where the report is: the last step it has reached, or the office that works on it. `next` is what it waits
 * for; `stuck` is that too, where the person is waited for and not a network or an office.
 *
 * @typedef {'done' | 'now' | 'next' | 'later' | 'stuck'} Stands
 * @typedef {{ link: Link, stands: Stands, words: string, facts: Record<string, number> }} Step
 */

const UNCHECKED = new Set(['received', 'needs_info'])
const ENDS = new Set(['resolved', 'closed_unresolved', 'rejected', 'duplicate'])

/** Nobody will do anything more about it. @param {Status | null} status */
export const isOver = (status) => status !== null && ENDS.has(status.state)

/**
 * The steps in their order. None for a draft.
 *
 * @param {Row} row
 * @param {Status | null} [status] null: not known on this phone
 * @returns {Step[]}
 */
export function chain(row, status = null) {
  if (row.state === 'draft') return []
  const steps = links(row, status)
  const coming = steps.findIndex(({ done }) => !done)
  const now = isChecked(status) ? steps.length - 1 : coming - 1 // an office has taken it up, or the last one reached
  const next = needsPerson(row, status) ? 'stuck' : 'next'
  return steps.map(({ done, ...step }, i) => {
    if (i === now && !isOver(status)) return named(step, 'now')
    return named(step, done ? 'done' : i === coming ? next : 'later')
  })
}

/**
 * What is waited for never bears its bare name: "at the server", read alone, would say that it is there.
 *
 * @param {Omit<Step, 'stands'>} step
 * @param {Stands} stands
 * @returns {Step}
 */
function named(step, stands) {
  const isBare = step.words.startsWith('outbox.chain.')
  if (stands === 'stuck' && isBare) return { ...step, stands, words: 'outbox.chain.you' }
  return { ...step, stands, words: stands === 'next' && isBare ? `outbox.chain.wait.${step.link}` : step.words }
}

/**
 * @param {Row} row
 * @param {Status | null} status
 * @returns {(Omit<Step, 'stands'> & { done: boolean })[]}
 */
function links(row, status) {
  const { n, m } = photosAt(row)
  const isStored = row.state === 'stored'
  /** @param {Link} link @param {boolean} done @param {string} [words] @param {Record<string, number>} [facts] */
  const step = (link, done, words = `outbox.chain.${link}`, facts = {}) => ({ link, done, words, facts })
  return [
    step('here', true),
    step('server', row.server !== null || isStored),
    ...(m ? [step('photos', isStored || n === m, 'outbox.chain.photos', { n: isStored ? m : n, m })] : []),
    step('safe', isStored),
    step('checked', isChecked(status), status?.state === 'needs_info' ? 'shared.state.needs_info' : undefined),
    step('result', isOver(status), isChecked(status) ? `shared.state.${status?.state}` : undefined),
  ]
}

/** @param {Status | null} status */
const isChecked = (status) => status !== null && !UNCHECKED.has(status.state)

/** @param {Row} row @param {Status | null} status */
const needsPerson = (row, status) =>
  row.state === 'blocked' || row.state === 'paused_auth' || (row.state === 'stored' && status?.state === 'needs_info')

/** @param {Row} row photos whole at the server, and in all */
function photosAt(row) {
  const photos = row.sealed?.photos ?? []
  const whole = new Set(row.server?.photos.filter((photo) => photo.complete).map((photo) => photo.sha256))
  return { n: photos.filter((photo) => whole.has(photo.sha256)).length, m: photos.length }
}
