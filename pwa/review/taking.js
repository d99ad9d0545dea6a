// Takes the queue along, case by case: what is on the phone when the network goes is whole. Pure but for its means.

import { isFull } from '../shared/database.js'

/**
 * @typedef {object} Means
 * @property {Pick<typeof import('./fetching.js'), 'stretch' | 'picture'>} network
 * @property {Pick<typeof import('./taken.js'), 'keep' | 'forget'>} taken
 * @property {string} person
 * @property {() => number} now
 * @property {(n: number) => void} progress
 */

/**
 * @param {string} filter
 * @param {number} most
 * @param {Means} means
 * @returns {Promise<{ end: 'kept' | 'partly' | 'no_network' | 'full' | 'session', n: number }>}
 */
export async function take(filter, most, means) {
  const taken_at = means.now()
  let [n, after] = [0, /** @type {string | null} */ (null)]
  do {
    const told = await means.network.stretch(filter, after)
    if (!told || told === 'session') return { end: told ?? (n ? 'partly' : 'no_network'), n }
    if (!after) await means.taken.forget(({ person, outcome }) => person === means.person && !outcome)
    for (const one of told.cases.slice(0, most - n)) {
      if (!(await one_(one, { taken_at, turn: n }, means))) return { end: 'full', n }
      means.progress(++n)
    }
    after = told.onward
  } while (after && n < most)
  return { end: 'kept', n }
}

/** @param {import('./fetching.js').Case} one @param {{ taken_at: number, turn: number }} at @param {Means} means */
async function one_(one, at, means) {
  const pictures = await Promise.all(one.pictures.map((address) => means.network.picture(one.id, address)))
  try {
    await means.taken.keep({ ...one, ...at, person: means.person, outcome: '' }, pictures.filter((picture) => picture !== null))
    return true
  } catch (error) {
    if (isFull(error)) return false
    throw error
  }
}
