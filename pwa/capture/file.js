// What the picker handed over, as bytes.

export const PHOTOS_MAX = 5
export const MEGABYTES_MAX = 40 // what a camera may give; what travels is far smaller

/** Why a file is not taken; the code has its words. */
export class NotTaken extends Error {
  /** @param {'empty' | 'too_large' | 'not_a_photo'} why */
  constructor(why) {
    super(why)
    this.why = why
  }
}

/** @type {[string, (b: Uint8Array) => boolean][]} */
const KINDS = [
  ['image/jpeg', (b) => b[0] === 0xff && b[1] === 0xd8],
  ['image/png', (b) => b[0] === 0x89 && ascii(b, 1, 3) === 'PNG'],
  ['image/webp', (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 4) === 'WEBP'],
  ['image/heic', (b) => ascii(b, 4, 4) === 'ftyp' && /hei|hev|mif1|msf1/.test(ascii(b, 8, 4))],
]

/** @param {Uint8Array} bytes @param {number} from @param {number} length */
const ascii = (bytes, from, length) => String.fromCharCode(...bytes.subarray(from, from + length))

/**
 * Read it at once: iOS hands over files that read as 0 bytes after any pause
 * (https://github.com/Expensify/App/issues/88561).
 *
 * @param {File} file
 * @returns {Promise<{ data: ArrayBuffer, type: string, print: string }>}
 */
export async function read(file) {
  const data = await file.arrayBuffer()
  if (data.byteLength === 0 || data.byteLength !== file.size) throw new NotTaken('empty')
  if (data.byteLength > MEGABYTES_MAX * 1024 * 1024) throw new NotTaken('too_large')
  return { data, type: kindOf(data), print: printOf(data) }
}

/**
 * By its first bytes: names and declared types lie.
 *
 * @param {ArrayBuffer} data
 */
export function kindOf(data) {
  const head = new Uint8Array(data.slice(0, 16))
  const kind = KINDS.find(([, is]) => is(head))
  if (!kind) throw new NotTaken('not_a_photo')
  return kind[0]
}

const POINTS = 4096

/**
 * Tells two photos apart by their size and by points spread over them (FNV-1a, twice): a digest of all their bytes
 * would keep a photo from the disk for longer than writing it takes.
 *
 * @param {ArrayBuffer} data
 */
export function printOf(data) {
  const bytes = new Uint8Array(data)
  const step = Math.max(1, Math.floor(bytes.length / POINTS))
  let [one, two] = [0x811c9dc5, 0x9dc5811c]
  for (let at = 0; at < bytes.length; at += step) {
    const point = bytes[at] ?? 0
    one = Math.imul(one ^ point, 0x01000193)
    two = Math.imul(two + point, 0x85ebca6b) ^ (two >>> 15)
  }
  return [bytes.length, one >>> 0, two >>> 0].map((number) => number.toString(36)).join('-')
}
