// The photo worker: one photo at a time, away from the page, so that a tap is never late.

import { shrink } from './picture.js'

const worker = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self))

worker.onmessage = async ({ data: { data, type } }) => {
  try {
    const shrunk = await shrink(data, type, canvas)
    const handed_over = shrunk.thumb ? [shrunk.data, shrunk.thumb] : [shrunk.data]
    worker.postMessage({ shrunk }, handed_over)
  } catch (error) {
    worker.postMessage({ failed: String(error) })
  }
}

/** @param {number} width @param {number} height @returns {import('./picture.js').Canvas} */
const canvas = (width, height) => /** @type {any} */ (new OffscreenCanvas(width, height))
