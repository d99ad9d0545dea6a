// A form to the server, and what its answer means.

const PATIENCE_MS = 20_000

/** @typedef {{ id: string, number?: string, about?: string, title: string, outcome?: string, reason?: string, words?: string }} Refused */
/**
 * @typedef {object} Told
 * @property {number} status
 * @property {number} [version] of the report, as this decision left it
 * @property {string} [title]
 * @property {string} [outcome]
 * @property {string} [at]
 * @property {string} [reason]
 * @property {string} [words]
 * @property {string} [why] what was missing or wrong
 * @property {string[]} [done] of many: as they are picked again
 * @property {Refused[]} [refused] of many
 */
/** @typedef {'done' | 'clash' | 'refused' | 'sign-in' | 'later' | 'summary'} Meaning summary: of many, each with its own outcome */

/**
 * @param {string} address
 * @param {[string, string][]} entries
 * @param {boolean} leaving the page will not be there for the answer
 * @returns {Promise<{ meaning: Meaning, told: Told }>}
 */
export async function send(address, entries, leaving) {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS)
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams(entries),
      headers: { Accept: 'application/json' },
      redirect: 'error', // captive portals
      keepalive: leaving,
      signal: stop.signal,
    })
    return read(answer.status, await answer.json())
  } catch {
    return read(0, null)
  } finally {
    clearTimeout(timer)
  }
}

/**
 * What an answer means. One without our mark is no answer: captive portals say 200 too.
 *
 * @param {number} status
 * @param {any} body
 * @returns {{ meaning: Meaning, told: Told }}
 */
export function read(status, body) {
  const told = { ...body, status }
  if (body?.api !== 'masdarling/1') return { meaning: 'later', told }
  if (status === 201) return { meaning: 'done', told }
  if (status === 200 && body.done) return { meaning: 'summary', told }
  if (status === 401 || body.type?.endsWith(':other-owner')) return { meaning: 'sign-in', told }
  if (status === 409) return { meaning: 'clash', told }
  return { meaning: status < 400 || status === 429 || status >= 500 ? 'later' : 'refused', told }
}
