// Holds over the network.

/** @param {string} id */
const address = (id) => `/api/v1/reports/${id}/hold`

/** @param {string} id @param {boolean} over although a colleague has it @returns {Promise<import('./lease.js').Hold | null>} null: no answer */
export async function take(id, over) {
  const how = { headers: { 'Content-Type': 'application/json' }, redirect: /** @type {const} */ ('error') }
  const answer = await fetch(address(id), { method: 'PUT', body: JSON.stringify({ take_over: over }), ...how }).catch(() => null)
  const told = answer?.ok ? await answer.json().catch(() => null) : null
  return told?.api === 'masdarling/1' ? { yours: told.yours, name: told.name, until: Date.parse(told.until) } : null
}

/** The page may be gone before the answer. @param {string} id */
export const leave = (id) => void fetch(address(id), { method: 'DELETE', keepalive: true }).catch(() => null)
