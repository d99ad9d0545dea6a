// One verdict about many, a few at a time: somebody watches how far it is. What got no answer is sent again as a whole,
// for under the same id nothing is done twice.

import { send } from './sending.js'

const AT_ONCE = 10

/**
 * @param {import('./held.js').Held} row
 * @param {string[]} picks reports, each with the version that was seen
 * @param {{ leaving?: boolean, progress?: (n: number) => void, ask?: typeof send }} how
 * @returns {ReturnType<typeof send>}
 */
export async function postMany(row, picks, { leaving = false, progress = () => {}, ask = send }) {
  /** @type {Required<Pick<import('./sending.js').Told, 'done' | 'refused'>>} */
  const sum = { done: [], refused: [] }
  progress(0)
  for (const [i, some] of parts(picks, leaving ? picks.length : AT_ONCE).entries()) {
    const { meaning, told } = await ask('/tinjau/pilihan', filled(row, some), leaving)
    if (meaning !== 'summary') return { meaning, told }
    sum.done.push(...(told.done ?? []))
    sum.refused.push(...(told.refused ?? []))
    progress(Math.min(picks.length, (i + 1) * AT_ONCE))
  }
  return { meaning: 'summary', told: { status: 200, ...sum } }
}

/** @param {import('./held.js').Held} row @param {string[]} picks @returns {[string, string][]} */
const filled = (row, picks) => [
  ...row.entries,
  ...picks.map((pick) => /** @type {[string, string]} */ (['pilih', pick])),
  ['id', row.id],
  ['as', row.person],
]

/** @param {string[]} all @param {number} size */
function parts(all, size) {
  const found = []
  for (let i = 0; i < all.length; i += size) found.push(all.slice(i, i + size))
  return found
}
