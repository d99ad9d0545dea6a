// A value with ArrayBuffers anywhere in it, as bytes and back: four bytes of length (big-endian), JSON, then the
// buffers one after the other. Pure.

/** In the JSON a buffer is {[MARK]: its place in the list}. */
const MARK = '$buffer'
const HEAD = 4

/**
 * @param {unknown} value what JSON can hold, and ArrayBuffers
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function pack(value) {
  /** @type {ArrayBuffer[]} */
  const buffers = []
  const told = JSON.stringify(value, (_, one) => (isBuffer(one) ? { [MARK]: buffers.push(one) - 1 } : one))
  const sizes = JSON.stringify(buffers.map((buffer) => buffer.byteLength))
  const head = new TextEncoder().encode(`{"sizes":${sizes},"value":${told}}`)
  const packed = new Uint8Array(buffers.reduce((sum, buffer) => sum + buffer.byteLength, HEAD + head.length))
  new DataView(packed.buffer).setUint32(0, head.length)
  packed.set(head, HEAD)
  let at = HEAD + head.length
  for (const buffer of buffers) {
    packed.set(new Uint8Array(buffer), at)
    at += buffer.byteLength
  }
  return packed
}

/**
 * @param {Uint8Array} packed exactly one packed value
 * @returns {any} Throws what is no such thing
 */
export function unpack(packed) {
  const size = sizeOf(packed)
  if (size === null || size !== packed.length) throw new Error('not one packed value')
  const { told, sizes, begin } = headOf(packed)
  let at = begin
  const buffers = sizes.map((/** @type {number} */ length) => slice(packed, at, (at += length)))
  return JSON.parse(told, (_, one) => (one && typeof one === 'object' && MARK in one ? buffers[one[MARK]] : one)).value
}

/**
 * How long the packed value is that begins here; null while too little of it is there to tell.
 *
 * @param {Uint8Array} bytes
 * @returns {number | null}
 */
export function sizeOf(bytes) {
  if (bytes.length < HEAD || bytes.length < HEAD + lengthOf(bytes)) return null
  const { sizes, begin } = headOf(bytes)
  return sizes.reduce((/** @type {number} */ sum, /** @type {number} */ length) => sum + length, begin)
}

/** @param {Uint8Array} bytes */
const lengthOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)

/** @param {Uint8Array} bytes */
function headOf(bytes) {
  const begin = HEAD + lengthOf(bytes)
  const told = new TextDecoder().decode(bytes.subarray(HEAD, begin))
  return { told, sizes: JSON.parse(told).sizes, begin }
}

/** @param {Uint8Array} bytes @param {number} from @param {number} to @returns {ArrayBuffer} */
const slice = (bytes, from, to) => new Uint8Array(bytes.subarray(from, to)).buffer

/** @param {unknown} one @returns {one is ArrayBuffer} */
const isBuffer = (one) => Object.prototype.toString.call(one) === '[object ArrayBuffer]'
