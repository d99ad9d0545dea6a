// Hands photos to the photo worker, and does without where there is none.

/** @typedef {import('./picture.js').Shrunk} Shrunk */

const PATIENCE_MS = 60_000 // a worker the system killed says nothing at all

/**
 * A smaller copy that is surely the same picture, or null: then the original is sent.
 *
 * @param {ArrayBuffer} original stays usable
 * @param {string} type
 * @returns {Promise<Shrunk | null>}
 */
export async function smaller(original, type) {
  try {
    const shrunk = 'OffscreenCanvas' in globalThis ? await inWorker(original, type) : await inPage(original, type)
    return shrunk.data.byteLength < original.byteLength || type !== 'image/jpeg' ? shrunk : null
  } catch {
    return null
  }
}

/** @param {ArrayBuffer} data @param {string} type @returns {Promise<Shrunk>} */
function inWorker(data, type) {
  const worker = new Worker(SHRINK)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the photo worker is silent')), PATIENCE_MS)
    worker.onmessage = ({ data: { shrunk, failed } }) => {
      clearTimeout(timer)
      if (shrunk) resolve(shrunk)
      else reject(new Error(failed))
    }
    worker.onerror = () => reject(new Error('the photo worker broke'))
    worker.postMessage({ data, type })
  }).finally(() => worker.terminate()) // gives a 12-megapixel bitmap's memory back at once
}

/** Before Firefox 105 and iOS 16.4 workers have no canvas. @param {ArrayBuffer} data @param {string} type @returns {Promise<Shrunk>} */
async function inPage(data, type) {
  const { shrink } = await import('./picture.js') // for those few only
  return shrink(data, type, (width, height) => Object.assign(document.createElement('canvas'), { width, height }))
}
