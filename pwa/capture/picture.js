// Makes a photo small enough to travel. Runs in the photo worker, or in the page where workers have no canvas.

import { headOf } from './head.js'
import { decode, turnsUpright } from './decode.js'
import { BYTES, QUALITY_FIRST, QUALITY_LAST, betterQuality, nextQuality, thumbBytes } from './quality.js'

const LONG_EDGE = 1600
const BYTES_HARD = 400_000
const LONG_EDGE_LAST = 1280
/** Long edge and quality, the best first. @type {[number, number][]} */
const THUMBS = [[240, 0.6], [240, 0.45], [200, 0.45], [160, 0.4]]
const THUMB_BYTES = 3_700 // more than that no thumbnail may take
const APART_MAX = 12 // of 255
const PIXELS_MAX = 100_000_000 // the largest sensors; four bytes each

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
 * The right way up, without any metadata. Never more than one large bitmap at a time.
 *
 * @param {ArrayBuffer} original
 * @param {string} type
 * @param {MakeCanvas} make
 * @returns {Promise<Shrunk>}
 */
export async function shrink(original, type, make) {
  const { width, height, orientation } = headOf(original)
  if (width * height > PIXELS_MAX) throw new NotShrunk('more pixels than this browser can be trusted with')
  if (orientation > 1 && !(await turnsUpright())) throw new NotShrunk('this browser leaves photos on their side')
  const bitmap = await decode(new Blob([original], { type }))
  try {
    return await made(bitmap, original.byteLength, make)
  } finally {
    bitmap.close()
  }
}

/** @param {ImageBitmap} bitmap @param {number} size of the original @param {MakeCanvas} make @returns {Promise<Shrunk>} */
async function made(bitmap, size, make) {
  if (bitmap.width * bitmap.height > PIXELS_MAX) throw new NotShrunk('more pixels than this browser can be trusted with')
  const { blob, width, height } = await compress(bitmap, size, make)
  await verify(blob, { bitmap, width, height }, make)
  const thumb = await thumbnail(bitmap, thumbBytes(blob.size), make)
  return { data: await blob.arrayBuffer(), type: 'image/jpeg', width, height, thumb }
}

/**
 * The best quality that fits; detail that will not fit is paid for with pixels.
 *
 * @param {ImageBitmap} bitmap
 * @param {number} size of the original: a copy that is larger would be for nothing
 * @param {MakeCanvas} make
 */
async function compress(bitmap, size, make) {
  const canvas = draw(bitmap, LONG_EDGE, make)
  const first = await encode(canvas, QUALITY_FIRST)
  const blob = first.size > BYTES ? await coarser(canvas, first) : await finer(canvas, first, Math.min(BYTES, size - 1))
  if (blob.size <= BYTES_HARD) return { blob, width: canvas.width, height: canvas.height }
  const smaller = draw(bitmap, LONG_EDGE_LAST, make)
  return { blob: await encode(smaller, QUALITY_LAST), width: smaller.width, height: smaller.height }
}

/** In at most three tries. @param {Canvas} canvas @param {Blob} blob of the first quality */
async function coarser(canvas, blob) {
  let quality = QUALITY_FIRST
  for (let tries = 0; blob.size > BYTES && quality > QUALITY_LAST && tries < 3; tries++) {
    quality = nextQuality(quality, blob.size)
    blob = await encode(canvas, quality)
  }
  return blob
}

/** In one try. @param {Canvas} canvas @param {Blob} blob of the first quality @param {number} most bytes */
async function finer(canvas, blob, most) {
  const quality = betterQuality(blob.size, most)
  const better = quality && (await encode(canvas, quality))
  return better && better.size <= most ? better : blob
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
 * Above their pixel limit some browsers draw black without an error, in the copy or already in the source: the copy
 * must look like its source, and neither may be of one colour only.
 *
 * @param {Blob} blob
 * @param {{ bitmap: ImageBitmap, width: number, height: number }} source and how large the copy shall be
 * @param {MakeCanvas} make
 */
async function verify(blob, { bitmap, width, height }, make) {
  const copy = await createImageBitmap(blob)
  try {
    if (copy.width !== width || copy.height !== height) throw new NotShrunk('the copy has another size')
    const [was, is] = [glance(bitmap, make), glance(copy, make)]
    if (isFlat(is)) throw new NotShrunk('the copy has one colour')
    const apart = difference(was, is)
    if (apart > APART_MAX) throw new NotShrunk(`the copy differs by ${apart.toFixed(1)} of 255`)
  } finally {
    copy.close()
  }
}

/** One colour all over; a photo of the darkest night is not. @param {Uint8ClampedArray} points red, green, blue, alpha */
export const isFlat = (points) => points.every((value, i) => Math.abs(value - (points[i % 4] ?? 0)) <= 1)

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

/**
 * Small enough to travel with the words, and still tells a heap of rubbish from a ditch.
 *
 * @param {ImageBitmap} bitmap
 * @param {number} most bytes, unless even the smallest takes more
 * @param {MakeCanvas} make
 */
async function thumbnail(bitmap, most, make) {
  /** @type {Blob | null} */
  let blob = null
  for (const [edge, quality] of THUMBS) {
    blob = await encode(draw(bitmap, edge, make), quality)
    if (blob.size <= most) break
  }
  return blob && blob.size <= THUMB_BYTES ? blob.arrayBuffer() : null
}
