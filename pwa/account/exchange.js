// JSON there and back.

/**
 * @param {string} address
 * @param {unknown} body
 * @returns {Promise<any>}
 */
export async function exchange(address, body) {
  const answer = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.json()
}
