// What an answer means. Pure: only an answer that bears our mark may move a row.

/** @typedef {import('./row.js').Reason} Reason */

/**
 * An answer as network.js read it; null when there was none (refused, cut, timed out, redirected).
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {boolean} ours it bears the mark of our API
 * @property {any} body parsed JSON, or null
 * @property {number | null} offset Upload-Offset, in bytes
 * @property {boolean} complete Upload-Complete
 * @property {string | null} custody Masdarling-State
 * @property {string | null} owner Masdarling-Owner: whose phone it is, where that is another than whom it was sent as
 * @property {number | null} retry_after seconds
 * @property {string | null} etag
 */

/**
 * `again` costs the row nothing: the network or the server was away. `blocked` needs the person. `other`: somebody
 * else came to this phone meanwhile, so the row waits for its owner.
 *
 * @typedef {{ kind: 'ok' } | { kind: 'again', wait_s: number | null } | { kind: 'sign-in' } | { kind: 'other' }
 *   | { kind: 'unknown' } | { kind: 'blocked', reason: Reason }} Meaning
 */

const WORTH_ANOTHER_TRY = new Set([408, 421, 425, 429])
/** @type {Map<number, Reason>} */
const REASONS = new Map([
  [404, 'foreign'],
  [409, 'clash'],
  [413, 'too_large'],
])

/** @type {Meaning} */
const NO_NETWORK = Object.freeze({ kind: 'again', wait_s: null })

/**
 * What holds for every request.
 *
 * @param {Answer | null} answer
 * @returns {Meaning | null} null: it depends on what was asked
 */
function common(answer) {
  if (!answer) return NO_NETWORK
  if (answer.status >= 500 || WORTH_ANOTHER_TRY.has(answer.status)) {
    return { kind: 'again', wait_s: answer.retry_after }
  }
  if (!answer.ours) return NO_NETWORK // captive portals answer 200 too
  if (answer.status === 403 && typeof answer.owner === 'string') return { kind: 'other' }
  if (answer.status === 401 || answer.status === 403) return { kind: 'sign-in' }
  return null
}

/**
 * To the words of a report. A 422 that blames the digest says the bytes were damaged on the way.
 *
 * @param {Answer | null} answer
 * @param {{ id: string, digest: string }} sent
 * @returns {Meaning}
 */
export function aboutWords(answer, sent) {
  const general = common(answer)
  if (general || !answer) return general ?? NO_NETWORK
  if (answer.status === 200 || answer.status === 201) {
    const same = answer.body?.id === sent.id && answer.body?.digest === sent.digest
    return same ? { kind: 'ok' } : NO_NETWORK
  }
  if (answer.status === 422 && isDamaged(answer)) return NO_NETWORK
  return { kind: 'blocked', reason: REASONS.get(answer.status) ?? 'refused' }
}

/**
 * To an answer to a reviewer's question. Nobody waits for it any more when the report was decided meanwhile.
 *
 * @param {Answer | null} answer
 * @param {{ id: string, digest: string }} sent
 * @returns {Meaning | { kind: 'blocked', reason: 'not_asked' }}
 */
export function aboutReply(answer, sent) {
  if (answer?.ours && answer.status === 409 && /not-asked/.test(answer.body?.type ?? '')) return { kind: 'blocked', reason: 'not_asked' }
  return aboutWords(answer, sent)
}

/**
 * To a chunk of a photo, or to the question how far it has come. `ok` whenever the server named its offset.
 *
 * @param {Answer | null} answer
 * @returns {Meaning}
 */
export function aboutChunk(answer) {
  const general = common(answer)
  if (general || !answer) return general ?? NO_NETWORK
  if (answer.status === 404) return { kind: 'unknown' }
  if (answer.status === 413) return { kind: 'blocked', reason: 'too_large' }
  if (answer.offset !== null) return { kind: 'ok' }
  return answer.status < 400 ? NO_NETWORK : { kind: 'blocked', reason: 'refused' }
}

/**
 * To anything else: fine when it is ours and a success.
 *
 * @param {Answer | null} answer
 * @returns {Meaning}
 */
export function aboutAnything(answer) {
  const general = common(answer)
  if (general || !answer) return general ?? NO_NETWORK
  if (answer.status < 300) return { kind: 'ok' }
  if (answer.status === 404) return { kind: 'unknown' }
  return { kind: 'blocked', reason: 'refused' }
}

/** @param {Answer} answer */
const isDamaged = (answer) => /digest/.test(answer.body?.type ?? '')
