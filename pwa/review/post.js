// One decision to the server. The same form as without a script, under an id that makes a repeat harmless.

const PATIENCE_MS = 20_000

/** @typedef {{ title?: string, outcome?: string, at?: string, reason?: string, words?: string, status: number }} Told */
/** @typedef {'done' | 'clash' | 'refused' | 'sign-in' | 'later'} Meaning */

/** @param {import('./held.js').Held} row @param {{ leaving?: boolean }} [how] leaving: the page will not be there for the answer */
export async function post(row, { leaving = false } = {}) {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS)
  try {
    const answer = await fetch(`/tinjau/${row.report}`, {
      method: 'POST',
      body: new URLSearchParams([...row.entries, ['id', row.id], ['as', row.person]]),
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
  if (status === 401 || body.type?.endsWith(':other-owner')) return { meaning: 'sign-in', told }
  if (status === 409) return { meaning: 'clash', told }
  return { meaning: status < 400 || status === 429 || status >= 500 ? 'later' : 'refused', told }
}
