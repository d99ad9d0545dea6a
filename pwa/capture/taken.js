// What the taking worker does with an order. Storage is given; no page and no network here.

import { Draft } from './draft.js'
import { takeIn } from './intake.js'
import { Gone } from '../shared/gone.js'

/**
 * @typedef {import('../outbox/row.js').PhotoRow} PhotoRow
 * @typedef {{ row: import('../outbox/row.js').Row, kept: boolean, photos: PhotoRow[] }} State a draft as its page has it
 * @typedef {State & { camera: boolean, max: number }} Order
 * @typedef {{ problems: import('./intake.js').Problem[], photos: PhotoRow[] }} Taken `photos`: those that came
 * @typedef {{ gone: boolean, name: string, message: string }} Failed an error in words, for not every browser sends one whole
 */

/**
 * Read at once, as when it came. @param {File} file @returns {File}
 */
export function held(file) {
  const bytes = file.arrayBuffer()
  bytes.catch(() => undefined) // told when it is asked for
  const { name, size, lastModified } = file
  return /** @type {File} */ ({ name, size, lastModified, arrayBuffer: () => bytes })
}

/**
 * @param {import('./written.js').Box} box
 * @param {File[]} files
 * @param {Order} order
 * @param {(error: unknown) => boolean} isFull
 * @returns {Promise<{ taken: Taken } | { failed: Failed }>}
 */
export async function taken(box, files, { camera, max, ...state }, isFull) {
  const draft = new Stand(box, state.row, state)
  try {
    const problems = await takeIn(draft, files, { camera, max, isFull })
    return { taken: { problems, photos: draft.photos.slice(state.photos.length) } }
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error)
    return { failed: { gone: error instanceof Gone, name, message } }
  }
}

/** In the draft's place. That a picker gave nothing is for the page to note: it knows what else is being written. */
class Stand extends Draft {
  async expectNothing() {}
}
