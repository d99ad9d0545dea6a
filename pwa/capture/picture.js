// Makes a photo small enough to travel. Runs in the photo worker, or in the page where workers have no canvas.

/** Goals. A report with two photos, its words and its thumbnails stays below 400 kB. */
export const LONG_EDGE = 1600
const BYTES = 178_000
const BYTES_HARD = 400_000
const QUALITY_FIRST = 0.8
const QUALITY_LAST = 0.5
const LONG_EDGE_LAST = 1280
const THUMB_EDGE = 240
const THUMB_BYTES = 7_500
const PIXELS_MAX = 100_000_000

/**
 * An OffscreenCanvas in a worker, a canvas element in the page.
 *
 * @typedef {object} Canvas
 * @property {number} width
 * @property {number} height
 * @property {(kind: '2d') => any} getContext
 * @property {((how: { type: string, quality: number }) => Promise<Blob>)} [convertToBlob]
 * @property {((done: (blob: Blob | null) => void, type: string, quality: number) => void)} [toBlob]
 *
 * @typedef {(width: number, height: number) => Canvas} MakeCanvas
 * @typedef {{ data: ArrayBuffer, type: 'image/jpeg', width: number, height: number, thumb: ArrayBuffer | null }} Shrunk
 */

/** This browser could not make a smaller copy that is surely the same picture; the original is sent. */
export class NotShrunk extends Error {}

/**
 * The right way up (browsers apply the orientation flag when they decode), without any metadata.
 *
 * @param {ArrayBuffer} original
 * @param {string} type
 * @param {MakeCanvas} make
 * @returns {Promise<Shrunk>}
 */
export async function shrink(original, type, make) {
  const bitmap = await createImageBitmap(new Blob([original], { type }))
  try {
    if (bitmap.width * bitmap.height > PIXELS_MAX) throw new NotShrunk('more pixels than this browser can be trusted with')
    const { blob, width, height } = await compress(bitmap, make)
    await verify(blob, bitmap, make)
    const thumb = await thumbnail(bitmap, make)
    return { data: await blob.arrayBuffer(), type: 'image/jpeg', width, height, thumb }
  } finally {
    bitmap.close()
  }
}

/**
 * The largest quality that fits, in at most four tries; detail that will not fit is paid for with pixels.
 *
 * @param {ImageBitmap} bitmap
 * @param {MakeCanvas} make
 */
async function compress(bitmap, make) {
  const canvas = draw(bitmap, LONG_EDGE, make)
  let quality = QUALITY_FIRST
  let blob = await encode(canvas, quality)
  for (let tries = 0; blob.size > BYTES && quality > QUALITY_LAST && tries < 3; tries++) {
    quality = nextQuality(quality, blob.size)
    blob = await encode(canvas, quality)
  }
  if (blob.size <= BYTES_HARD) return { blob, width: canvas.width, height: canvas.height }
  const smaller = draw(bitmap, LONG_EDGE_LAST, make)
  return { blob: await encode(smaller, QUALITY_LAST), width: smaller.width, height: smaller.height }
}

/**
 * JPEG sizes grow about as e^(2.2 q) between 0.5 and 0.8, so one measured size tells roughly where the goal lies.
 *
 * @param {number} quality
 * @param {number} size bytes it gave
 */
export function nextQuality(quality, size) {
  return Math.max(QUALITY_LAST, quality - Math.max(0.03, Math.log(size / BYTES) / 2.2))
}

/**
 * @param {ImageBitmap} bitmap
 * @param {number} edge longest, in pixels; never enlarged
 * @param {MakeCanvas} make
 */
function draw(bitmap, edge, make) {
  const { width, height } = fit(bitmap.width, bitmap.height, edge)
  const canvas = make(width, height)
  const pen = pencil(canvas)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(bitmap, 0, 0, width, height)
  return canvas
}

/** @param {number} width @param {number} height @param {number} edge */
export function fit(width, height, edge) {
  const scale = Math.min(1, edge / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** @param {Canvas} canvas */
function pencil(canvas) {
  const pen = canvas.getContext('2d')
  if (!pen) throw new NotShrunk('no canvas to draw on')
  return pen
}

/**
 * Asked for a type it cannot write a browser gives PNG without a word, so what came is looked at.
 *
 * @param {Canvas} canvas
 * @param {number} quality
 * @returns {Promise<Blob>}
 */
async function encode(canvas, quality) {
  const how = { type: 'image/jpeg', quality }
  /** @type {Blob | null} */
  const blob = canvas.convertToBlob
    ? await canvas.convertToBlob(how)
    : await new Promise((resolve) => canvas.toBlob?.(resolve, how.type, quality))
  if (!blob || blob.type !== how.type || blob.size === 0) throw new NotShrunk('no JPEG came out')
  return blob
}

/**
 * Above their pixel limit some browsers draw black without an error: the copy must look like its source.
 *
 * @param {Blob} blob
 * @param {ImageBitmap} source
 * @param {MakeCanvas} make
 */
async function verify(blob, source, make) {
  const copy = await createImageBitmap(blob)
  try {
    const apart = difference(glance(source, make), glance(copy, make))
    if (apart > 12) throw new NotShrunk(`the copy differs by ${apart.toFixed(1)} of 255`)
  } finally {
    copy.close()
  }
}

/** The picture in 16 x 16 points. @param {ImageBitmap} bitmap @param {MakeCanvas} make */
function glance(bitmap, make) {
  const pen = pencil(make(16, 16))
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(bitmap, 0, 0, 16, 16)
  return pen.getImageData(0, 0, 16, 16).data
}

/** Mean difference of two pictures, of 255. @param {Uint8ClampedArray} a @param {Uint8ClampedArray} b */
function difference(a, b) {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length
}

/** Small enough to travel with the words. @param {ImageBitmap} bitmap @param {MakeCanvas} make */
async function thumbnail(bitmap, make) {
  const canvas = draw(bitmap, THUMB_EDGE, make)
  for (const quality of [0.7, 0.5, 0.3]) {
    const blob = await encode(canvas, quality)
    if (blob.size <= THUMB_BYTES) return blob.arrayBuffer()
  }
  return null
}
