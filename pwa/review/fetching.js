// Cases from the server, to be taken along.

/** @typedef {Omit<import('./taken.js').Taken, 'person' | 'taken_at' | 'turn' | 'outcome'>} Case */

/**
 * A stretch of the queue.
 *
 * @param {string} filter of the address, as it stands there
 * @param {string | null} after
 * @returns {Promise<{ cases: Case[], onward: string | null } | 'session' | null>} null: no answer
 */
export async function stretch(filter, after) {
  const asked = new URLSearchParams(filter)
  if (after) asked.set('setelah', after)
  const how = { headers: { Accept: 'application/json' }, redirect: /** @type {const} */ ('error') }
  const answer = await fetch(`/tinjau/lapangan/kasus?${asked}`, how).catch(() => null)
  const body = await answer?.json().catch(() => null)
  if (body?.api !== 'masdarling/1') return null // a captive portal's, or none
  if (answer?.status === 401) return 'session'
  return answer?.ok ? body : null
}

/** @param {string} report @param {string} address @returns {Promise<import('./taken.js').Picture | null>} */
export async function picture(report, address) {
  const answer = await fetch(address, { redirect: 'error' }).catch(() => null)
  const type = answer?.headers.get('Content-Type') ?? ''
  if (!answer?.ok || !type.startsWith('image/')) return null
  return { id: address, report, bytes: await answer.arrayBuffer(), type }
}
