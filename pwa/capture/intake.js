// Takes photos into a draft: read at once, kept as they are, and an honest word where one cannot be.

import { ended } from '../shared/stopwatch.js'
import { NotTaken, PHOTOS_MAX, read } from './file.js'

/**
 * @typedef {import('./draft.js').Draft} Draft
 * @typedef {'empty' | 'too_large' | 'not_a_photo' | 'no_room'} Why
 */

/**
 * @param {Draft} draft
 * @param {File[]} files as the picker gave them; what is more than the limit is left
 * @param {{ camera: boolean, isFull: (error: unknown) => boolean, now?: () => number }} how
 * @returns {Promise<Why | null>} why the last one that was not taken was not
 */
export async function takeIn(draft, files, { camera, isFull, now = Date.now }) {
  // All are read before anything else: a lazy file may be empty after the first pause.
  const taken = await Promise.allSettled(files.slice(0, PHOTOS_MAX - draft.photos.length).map(read))
  /** @type {Why | null} */
  let problem = null
  for (const [i, one] of taken.entries()) {
    const taken_at = camera ? now() : (files[i]?.lastModified ?? null)
    if (one.status === 'rejected') problem = one.reason instanceof NotTaken ? one.reason.why : 'empty'
    else problem = (await keep(draft, one.value, taken_at, isFull)) ?? problem
  }
  return problem
}

/**
 * @param {Draft} draft
 * @param {{ data: ArrayBuffer, type: string }} file
 * @param {number | null} taken_at
 * @param {(error: unknown) => boolean} isFull
 * @returns {Promise<Why | null>}
 */
async function keep(draft, { data, type }, taken_at, isFull) {
  try {
    await draft.addPhoto(data, { type, taken_at })
    ended('photo-safe')
    return null
  } catch (error) {
    if (isFull(error)) return 'no_room'
    throw error
  }
}
