// Draws over parts of a picture so that nothing of them is left: their colour comes from around them, never from within.

import { fit } from '../capture/picture.js'

/** @typedef {import('./box.js').Box} Box */

const LONG_EDGE = 1600
const MARGIN = 0.12 // of a part's longer side, on every side: hair and chins
const RING = 6 // pixels around a part that give its colour
const QUALITY = 0.95

/**
 * Upright, as the browser shows it, and without any metadata.
 *
 * @param {HTMLImageElement} picture that is shown
 * @param {Box[]} boxes
 * @returns {Promise<ArrayBuffer>} JPEG; raises when this browser cannot draw it
 */
export async function covered(picture, boxes) {
  const { width, height } = fit(picture.naturalWidth, picture.naturalHeight, LONG_EDGE)
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d')
  if (!pen || !width || !height) throw new Error('no canvas to draw on')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture, 0, 0, width, height)
  for (const box of boxes) cover(pen, edges(box, { width, height }))
  return written(canvas)
}

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Edges whole pixels */

/** @param {Box} box @param {{ width: number, height: number }} size @returns {Edges} */
export function edges({ x, y, width, height }, size) {
  const margin = MARGIN * Math.max(width * size.width, height * size.height)
  return {
    left: Math.max(0, Math.floor(x * size.width - margin)),
    top: Math.max(0, Math.floor(y * size.height - margin)),
    right: Math.min(size.width, Math.ceil((x + width) * size.width + margin)),
    bottom: Math.min(size.height, Math.ceil((y + height) * size.height + margin)),
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Edges} part */
function cover(pen, part) {
  pen.fillStyle = `rgb(${around(pen, part)})`
  pen.fillRect(part.left, part.top, part.right - part.left, part.bottom - part.top)
}

/** The mean of a ring around it; grey where it reaches every border. @param {CanvasRenderingContext2D} pen @param {Edges} part */
function around(pen, { left, top, right, bottom }) {
  const { width, height } = pen.canvas
  const strips = [
    [left, top - RING, right, top],
    [left, bottom, right, bottom + RING],
    [left - RING, top, left, bottom],
    [right, top, right + RING, bottom],
  ].map(([x0 = 0, y0 = 0, x1 = 0, y1 = 0]) => [Math.max(0, x0), Math.max(0, y0), Math.min(width, x1), Math.min(height, y1)])
  const sums = [0, 0, 0]
  let count = 0
  for (const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] of strips) {
    if (x1 <= x0 || y1 <= y0) continue
    const points = pen.getImageData(x0, y0, x1 - x0, y1 - y0).data
    for (let i = 0; i < points.length; i += 4) for (const c of [0, 1, 2]) sums[c] = (sums[c] ?? 0) + (points[i + c] ?? 0)
    count += points.length / 4
  }
  return count ? sums.map((sum) => Math.round(sum / count)) : [128, 128, 128]
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<ArrayBuffer>} */
async function written(canvas) {
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
  if (blob?.type !== 'image/jpeg' || !blob.size) throw new Error('no JPEG came out')
  return blob.arrayBuffer()
}
