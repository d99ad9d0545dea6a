// What the page /ikuti asks the server. Null: it did not answer, or refused.

const FOLLOWS = '/api/v1/follows'

/** The key to subscribe with. @returns {Promise<string | null>} */
export async function askKey() {
  return (await asked({ method: 'GET' }))?.key ?? null
}

/** Do, and hear what this browser follows now. @param {object} wish @returns {Promise<{ key: string, name: string }[] | null>} */
export async function tell(wish) {
  const headers = { 'Content-Type': 'application/json' }
  return (await asked({ method: 'POST', headers, body: JSON.stringify(wish) }))?.follows ?? null
}

/** @param {RequestInit} how @returns {Promise<any>} */
async function asked(how) {
  try {
    const answer = await fetch(FOLLOWS, { ...how, credentials: 'same-origin', cache: 'no-store' })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}
