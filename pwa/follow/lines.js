// What has become of the sender's own reports, as the server last told it: kept on the phone for each person apart.
// Storage and network are given.

import { aboutAnything } from '../outbox/answers.js'

/**
 * One report, as `GET /reports/mine` tells it.
 *
 * @typedef {object} Line
 * @property {string} id
 * @property {string} number
 * @property {'partial' | 'complete' | 'stored'} state how much of it the server holds
 * @property {string} category
 * @property {string} kelurahan
 * @property {string} received_at
 * @property {{ state: string, at: string, reason: string, label: { id: string, en: string } | null, words: string, note?: { id: string, en: string } | null }} step
 * @property {boolean} answered the last step is the sender's answer to a question
 *
 * @typedef {{ at: number, whole_at: number, since: string | null, etag: string | null, lines: Line[] }} Heard
 */

const DAY_MS = 24 * 3_600_000

/** @type {Heard} */
const NOTHING = { at: 0, whole_at: 0, since: null, etag: null, lines: [] }

/** Under which name of the facts: each person's apart, so that nothing is shown to the next one on this phone. @param {{ person: string | null, device: string }} me */
export const nameOf = (me) => `mine:${me.person ?? me.device}`

/** @param {typeof import('../shared/facts.js')} facts @param {{ person: string | null, device: string } | null} me @returns {Promise<Heard>} */
export async function heardOf(facts, me) {
  return (me && (await facts.recall(nameOf(me)))) || NOTHING
}

/**
 * Ask again. Without need (`urgent`) a failure is no trouble: what was heard before stands, with its age.
 *
 * @param {Pick<import('../outbox/deliver.js').Means, 'network' | 'facts' | 'now'>} means
 * @param {import('../outbox/deliver.js').Me} me
 * @param {{ urgent: boolean }} how urgent: something waits for the answer; then it is the whole list
 * @returns {Promise<{ lines: Line[], meaning: import('../outbox/answers.js').Meaning }>}
 */
export async function follow({ network, facts, now }, me, { urgent }) {
  const before = await heardOf(facts, me)
  const isStale = urgent || !(now() - before.whole_at < DAY_MS)
  const since = isStale ? null : newest(before.lines)
  const answer = await network.mine({ since, etag: since === before.since ? before.etag : null })
  if (answer?.ours && answer.status === 304) {
    await facts.remember(nameOf(me), { ...before, at: now(), whole_at: since ? before.whole_at : now() })
    return { lines: before.lines, meaning: { kind: 'ok' } }
  }
  const meaning = aboutAnything(answer)
  if (meaning.kind !== 'ok' || !answer) return { lines: before.lines, meaning }
  const fresh = linesOf(answer)
  if (!fresh) return { lines: before.lines, meaning: { kind: 'again', wait_s: null } }
  const lines = since ? merged(before.lines, fresh) : fresh
  await facts.remember(nameOf(me), { at: now(), whole_at: since ? before.whole_at : now(), since, etag: answer.etag, lines })
  return { lines, meaning }
}

/** What no page could show is not kept: the app would not open with it. @param {import('../outbox/answers.js').Answer} answer @returns {Line[] | null} */
function linesOf({ body }) {
  const lines = body?.reports
  return Array.isArray(lines) ? lines.filter((line) => line?.id && line.step?.state && Date.parse(line.step.at) && Date.parse(line.received_at)) : null
}

/** The last thing heard of: by the server's clock, so the phone's does not matter. @param {Line[]} lines */
export const newest = (lines) =>
  lines.reduce((/** @type {string | null} */ last, { step }) => (last === null || Date.parse(step.at) > Date.parse(last) ? step.at : last), null)

/** @param {Line[]} before @param {Line[]} fresh */
function merged(before, fresh) {
  const told = new Set(fresh.map(({ id }) => id))
  return [...fresh, ...before.filter(({ id }) => !told.has(id))].sort((a, b) => Date.parse(b.received_at) - Date.parse(a.received_at))
}
