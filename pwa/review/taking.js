// Takes the queue along, case by case: what is on the phone when the network goes is whole, and what was there before
// stays until the new is here. Pure but for its means.

import { isFull } from '../shared/database.js'

/**
 * @typedef {object} Means
 * @property {Pick<typeof import('./fetching.js'), 'stretch' | 'picture'>} network
 * @property {Pick<typeof import('./taken.js'), 'get' | 'keep' | 'forget'>} taken
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
  const had = new Set() // a stretch goes back a bit where the case it goes on after is no more
  let [n, after, isWhole] = [0, /** @type {string | null} */ (null), true]
  do {
    const told = await means.network.stretch(filter, after)
    if (!told || told === 'session') return { end: told ?? (n ? 'partly' : 'no_network'), n }
    for (const one of told.cases.filter(({ id }) => !had.has(id)).slice(0, most - n)) {
      const kept = await one_(one, { taken_at, turn: n }, means)
      if (kept === 'full') return { end: 'full', n }
      isWhole &&= kept === 'whole'
      had.add(one.id)
      means.progress(++n)
    }
    after = told.onward
  } while (after && n < most)
  await means.taken.forget((row) => row.person === means.person && !row.outcome && row.taken_at !== taken_at)
  return { end: isWhole ? 'kept' : 'partly', n }
}

/**
 * What was decided on it here stays decided while the report is as it was: once that has arrived, or a colleague has
 * decided, a case that is in the queue still or again is open.
 *
 * @param {import('./fetching.js').Case} one
 * @param {{ taken_at: number, turn: number }} at
 * @param {Means} means
 * @returns {Promise<'whole' | 'lacks' | 'full'>} lacks: a picture did not come
 */
async function one_(one, at, means) {
  const { person, network, taken } = means
  const pictures = await Promise.all(one.pictures.map((address) => network.picture(one.id, address)))
  const came = pictures.filter((picture) => picture !== null)
  const before = await taken.get(one.id)
  const isAsItWas = before?.person === person && before.version === one.version
  const outcome = isAsItWas ? before.outcome : ''
  try {
    await taken.keep({ ...one, ...at, person, outcome }, came)
    return came.length < pictures.length ? 'lacks' : 'whole'
  } catch (error) {
    if (isFull(error)) return 'full'
    throw error
  }
}
