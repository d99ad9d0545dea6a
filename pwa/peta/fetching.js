// What the map asks the server for. Null: no answer.

const PATIENCE_MS = 15_000

/** @typedef {{ data: any, kept: number | null }} Told `kept`: when it was seen, where the worker answers for the server (ms since 1970) */

/** @param {string} address @returns {Promise<Told | null>} */
export const data = (address) => asked(address, async (answer) => ({ data: await answer.json(), kept: keptAt(answer) }))

/** A part of a page. @param {string} address @returns {Promise<Told | null>} */
export const words = (address) => asked(address, async (answer) => ({ data: await answer.text(), kept: keptAt(answer) }))

/** @param {Response} answer */
function keptAt(answer) {
  const at = Date.parse(answer.headers.get('Masdarling-Kept') ?? '')
  return Number.isNaN(at) ? null : at
}

/** @template T @param {string} address @param {(answer: Response) => Promise<T>} read @returns {Promise<T | null>} */
async function asked(address, read) {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS)
  try {
    const answer = await fetch(address, { signal: stop.signal })
    return answer.ok ? await read(answer) : null
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}
