// The rescue bundle as a file: docs/protocol.md, part 6. Pure: keys and items are given. Only the office and the
// owner can read it, and only a phone of the owner's can have made it.

import { base64 } from '../shared/digest.js'
import { pack, sizeOf, unpack } from './packing.js'

export const FRAME = 64 * 1024
const TAG = 16
const MAGIC = 'MDRESCUE'
const VERSION = 1
const START = 13 // magic, version, length of the header
const HEADER_MAX = 4 * 1024
const ITEM_MAX = 48 * 1024 * 1024 // the largest photo a phone keeps (capture/file.js), and room
const CURVE = { name: 'ECDH', namedCurve: 'P-256' }

/** `why` is the end of a key of the words. */
export class NotABundle extends Error {
  /** @param {'other' | 'version' | 'damaged' | 'foreign'} why */
  constructor(why) {
    super(why)
    this.why = why
  }
}

/** @typedef {{ kid: string, key: string }} Office its public key: a point of P-256 in base64 */

const utf8 = (/** @type {string} */ text) => new TextEncoder().encode(text)
const bytesOf = (/** @type {string} */ text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
/** @param {Uint8Array} raw */
const contentKey = (raw) => crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, ['encrypt', 'decrypt'])
/** @param {{ kid: string, epk: string }} office */
const aboutOwner = ({ kid, epk }) => utf8(`masdarling/rescue/1/owner/${kid}/${epk}`)

/**
 * @param {AsyncIterable<object>} items
 * @param {{ office: Office, owner: CryptoKey }} keys
 * @returns {AsyncGenerator<Uint8Array<ArrayBuffer>>} the file, piece by piece
 */
export async function* write(items, { office, owner }) {
  const raw = crypto.getRandomValues(new Uint8Array(32))
  const header = await sealedHeader(raw, office, owner)
  yield header
  const frame = await framer(raw, header)
  let waiting = new Uint8Array(0)
  for await (const item of items) {
    waiting = joined(waiting, pack(item))
    let at = 0
    // One frame stays behind: the last one is marked.
    for (; waiting.length - at > FRAME; at += FRAME) yield frame.seal(waiting.subarray(at, at + FRAME), false)
    waiting = waiting.slice(at)
  }
  yield frame.seal(waiting, true)
}

/** @param {Uint8Array<ArrayBuffer>} raw @param {Office} office @param {CryptoKey} owner */
async function sealedHeader(raw, office, owner) {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const theirs = await crypto.subtle.importKey('raw', bytesOf(office.key), CURVE, false, [])
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256)
  const hkdf = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const info = utf8(`masdarling/rescue/1/office/${office.kid}`)
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info }
  const wrapping = await crypto.subtle.deriveKey(how, hkdf, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const epk = base64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const named = { kid: office.kid, epk }
  const forOffice = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, wrapping, raw)
  const forOwner = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: aboutOwner(named) }, owner, raw)
  const told = utf8(
    JSON.stringify({
      office: { ...named, wrapped: base64(new Uint8Array(forOffice)) },
      owner: { iv: base64(iv), wrapped: base64(new Uint8Array(forOwner)) },
    }),
  )
  const start = new Uint8Array(START)
  start.set(utf8(MAGIC))
  start[8] = VERSION
  new DataView(start.buffer).setUint32(9, told.length)
  return joined(start, told)
}

/** Frames are numbered and the last one says so: none can be left out, moved or cut off. @param {Uint8Array<ArrayBuffer>} raw @param {Uint8Array<ArrayBuffer>} header */
async function framer(raw, header) {
  const key = await contentKey(raw)
  const additionalData = await crypto.subtle.digest('SHA-256', header)
  let number = 0
  const how = (/** @type {boolean} */ last) => {
    const iv = new Uint8Array(12)
    new DataView(iv.buffer).setUint32(7, number++)
    iv[11] = last ? 1 : 0
    return { name: 'AES-GCM', iv, additionalData }
  }
  return {
    seal: async (/** @type {Uint8Array<ArrayBuffer>} */ piece, /** @type {boolean} */ last) =>
      new Uint8Array(await crypto.subtle.encrypt(how(last), key, piece)),
    open: async (/** @type {ArrayBuffer} */ piece, /** @type {boolean} */ last) =>
      new Uint8Array(await crypto.subtle.decrypt(how(last), key, piece)),
  }
}

/**
 * The owner reads it again, one frame and one item in memory at a time.
 *
 * @param {Blob} file
 * @param {CryptoKey} owner
 * @returns {AsyncGenerator<any>} its items; throws NotABundle
 */
export async function* read(file, owner) {
  const { header, told } = await headerOf(file)
  const raw = await unwrapped(told, owner)
  const frame = await framer(raw, header)
  /** @type {Uint8Array[]} what has come of the next item */
  let pieces = []
  let [come, wanted] = [0, 0]
  for (let at = header.length; ; at += FRAME + TAG) {
    const last = at + FRAME + TAG >= file.size
    const piece = await opened(frame, await file.slice(at, at + FRAME + TAG).arrayBuffer(), last)
    pieces.push(piece)
    come += piece.length
    if (come < wanted && !last) continue // a large photo is put together once, not anew with every frame
    let waiting = joined(...pieces)
    let size = sized(waiting)
    for (; size !== null && size <= waiting.length; size = sized(waiting)) {
      yield unpack(waiting.subarray(0, size))
      waiting = waiting.slice(size)
    }
    pieces = [waiting]
    ;[come, wanted] = [waiting.length, size ?? 0]
    if (last) break
  }
  if (come) throw new NotABundle('damaged')
}

/** @param {Blob} file */
async function headerOf(file) {
  const start = new Uint8Array(await file.slice(0, START).arrayBuffer())
  if (start.length < START || new TextDecoder().decode(start.subarray(0, 8)) !== MAGIC) throw new NotABundle('other')
  if (start[8] !== VERSION) throw new NotABundle('version')
  const size = new DataView(start.buffer).getUint32(9)
  if (size > HEADER_MAX) throw new NotABundle('damaged')
  const header = new Uint8Array(await file.slice(0, START + size).arrayBuffer())
  try {
    return { header, told: JSON.parse(new TextDecoder().decode(header.subarray(START))) }
  } catch {
    throw new NotABundle('damaged')
  }
}

/** @param {any} told @param {CryptoKey} owner @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function unwrapped(told, owner) {
  try {
    const how = { name: 'AES-GCM', iv: bytesOf(told.owner.iv), additionalData: aboutOwner(told.office) }
    return new Uint8Array(await crypto.subtle.decrypt(how, owner, bytesOf(told.owner.wrapped)))
  } catch {
    throw new NotABundle('foreign')
  }
}

/** @param {Awaited<ReturnType<typeof framer>>} frame @param {ArrayBuffer} piece @param {boolean} last */
async function opened(frame, piece, last) {
  try {
    return await frame.open(piece, last)
  } catch {
    throw new NotABundle('damaged')
  }
}

/** @param {Uint8Array} waiting */
function sized(waiting) {
  const size = sizeOf(waiting)
  if (size !== null && size > ITEM_MAX) throw new NotABundle('damaged')
  return size
}

/** @param {Uint8Array[]} pieces */
function joined(...pieces) {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
