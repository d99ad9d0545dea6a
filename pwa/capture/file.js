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
 * @returns {Promise<{ data: ArrayBuffer, type: string }>}
 */
export async function read(file) {
  const data = await file.arrayBuffer()
  if (data.byteLength === 0 || data.byteLength !== file.size) throw new NotTaken('empty')
  if (data.byteLength > MEGABYTES_MAX * 1024 * 1024) throw new NotTaken('too_large')
  return { data, type: kindOf(data) }
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
