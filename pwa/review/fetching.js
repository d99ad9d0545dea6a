// Cases from the server, to be taken along.

const PATIENCE_MS = 30_000

/** @typedef {Omit<import('./taken.js').Taken, 'person' | 'taken_at' | 'turn' | 'outcome'>} Case */

/**
 * A stretch of the queue.
 *
 * @param {string} filter of the address, as it stands there
 * @param {string | null} after
 * @returns {Promise<{ cases: Case[], onward: string | null } | 'session' | null>} null: no answer
 */
export function stretch(filter, after) {
  const asked = new URLSearchParams(filter)
  if (after) asked.set('setelah', after)
  return patiently(`/tinjau/lapangan/kasus?${asked}`, async (answer) => {
    const body = await answer.json()
    if (body?.api !== 'masdarling/1') return null // a captive portal's
    if (answer.status === 401) return 'session'
    return answer.ok ? body : null
  })
}

/** @param {string} report @param {string} address @returns {Promise<import('./taken.js').Picture | null>} */
export function picture(report, address) {
  return patiently(address, async (answer) => {
    const type = answer.headers.get('Content-Type') ?? ''
    if (!answer.ok || !type.startsWith('image/')) return null
    return { id: address, report, bytes: await answer.arrayBuffer(), type }
  })
}

/**
 * A line that says nothing for so long is none.
 *
 * @template T
 * @param {string} address
 * @param {(answer: Response) => Promise<T | null>} read
 * @returns {Promise<T | null>}
 */
async function patiently(address, read) {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS)
  try {
    return await read(await fetch(address, { headers: { Accept: 'application/json, image/*' }, redirect: 'error', signal: stop.signal }))
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}
