// How fine a photo is encoded, and how large its thumbnail may be. Pure.

/** Goals. A report with two photos, its words and its thumbnails stays below 400 kB. */
export const BYTES = 186_000
export const QUALITY_FIRST = 0.8
export const QUALITY_LAST = 0.5

/**
 * Better qualities, the best first, and how many times the bytes of 0.8 the grainiest of pictures takes then.
 *
 * @type {[number, number][]}
 */
const BETTER = [[0.92, 2.75], [0.9, 2.3], [0.86, 1.65], [0.83, 1.3]]

const THUMB_BYTES = { least: 1_500, most: 3_500 }
const THUMB_SHARE = 0.019 // base64 makes it a third more; words and thumbnails stay within 3 % of the photos

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
 * What a picture that is smaller than it needs to be may be encoded with instead.
 *
 * @param {number} size bytes the first quality gave
 * @param {number} most bytes it may take
 * @returns {number | null} null: it would not fit
 */
export function betterQuality(size, most) {
  return BETTER.find(([, growth]) => size * growth <= most)?.[0] ?? null
}

/** Bytes the thumbnail of a photo may take. @param {number} size of the photo as it travels, in bytes */
export const thumbBytes = (size) => Math.min(THUMB_BYTES.most, Math.max(THUMB_BYTES.least, Math.floor(size * THUMB_SHARE)))
