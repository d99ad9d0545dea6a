// What became of a report, in the sender's terms. Pure.

import { isUnsent } from './reply.js'

/** @typedef {import('./lines.js').Line} Line */
/** @typedef {import('./reply.js').Reply} Reply */

/**
 * Everything a card needs: how the server's people stand to the report, since when, in whose words, and how old the
 * news is. `reply` is the answer to the present question, or the last one given.
 *
 * @typedef {object} Fate
 * @property {string} id
 * @property {string} number
 * @property {string} state
 * @property {string} at
 * @property {{ id: string, en: string } | null} label the reason, in both languages
 * @property {{ id: string, en: string } | null} note what the step says beside the state, in both languages
 * @property {string} words the reviewer's own
 * @property {boolean} answered the last step is the sender's answer
 * @property {number} heard_at milliseconds since 1970
 * @property {Reply | null} reply
 */

/** As the server's pages show the states (pages_labels.py). @type {Record<string, { tone: string, sign: string }>} */
const LOOKS = {
  received: { tone: 'sun', sign: 'clock' },
  needs_info: { tone: 'sun', sign: 'message-circle-question-mark' },
  verified: { tone: 'leaf', sign: 'badge-check' },
  assigned: { tone: 'sea', sign: 'send' },
  in_progress: { tone: 'sea', sign: 'hammer' },
  resolved: { tone: 'leaf', sign: 'circle-check-big' },
  closed_unresolved: { tone: 'stone', sign: 'circle-slash' },
  reopened: { tone: 'sun', sign: 'rotate-ccw' },
  rejected: { tone: 'clay', sign: 'circle-x' },
  duplicate: { tone: 'stone', sign: 'merge' },
}

/** States of a later version look plain. @param {string} state */
export const lookOf = (state) => LOOKS[state] ?? { tone: 'stone', sign: 'flag' }

/** Those the phone has words for. @param {string} state */
export const isKnown = (state) => state in LOOKS

/**
 * @param {Line} line
 * @param {Reply[]} replies to this report
 * @param {number} heard_at
 * @returns {Fate}
 */
export function fateOf(line, replies, heard_at) {
  const { state, at, label, words, note } = line.step
  return { id: line.id, number: line.number, state, at, label, note: note ?? null, words: line.answered ? '' : words, answered: line.answered, heard_at, reply: latest(replies) }
}

/** @param {Reply[]} replies @returns {Reply | null} */
const latest = (replies) => replies.reduce((/** @type {Reply | null} */ last, reply) => (last && last.id > reply.id ? last : reply), null)

/** The answer to the question that is open now. @param {Fate} fate @returns {Reply | null} */
export const replyToThis = ({ reply, at }) => (reply && reply.asked_at === at ? reply : null)

/**
 * What stands between the person and the reviewer: a question to be answered, an answer that is on its way, or that
 * can never be sent; null when nothing does.
 *
 * @param {Fate} fate
 * @returns {'ask' | 'draft' | 'on-its-way' | 'blocked' | null}
 */
export function turnOf(fate) {
  if (fate.reply?.state === 'blocked') return 'blocked'
  if (fate.state !== 'needs_info') return null
  const reply = replyToThis(fate)
  if (!reply) return 'ask'
  return reply.state === 'draft' ? 'draft' : 'on-its-way'
}

/** Its answer has not arrived and is on its way. @param {Fate | null} fate */
export const answerWaits = (fate) => Boolean(fate?.reply && isUnsent(fate.reply))

/** It waits for the person. @param {Fate | null} fate */
export const needsPerson = (fate) => fate !== null && ['ask', 'draft', 'blocked'].includes(turnOf(fate) ?? '')
