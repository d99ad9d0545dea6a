// Seals one value with a person's key (AES-256-GCM). Pure: keys and values are given.

import { pack, unpack } from './packing.js'

/** @typedef {{ iv: ArrayBuffer, data: ArrayBuffer }} Locked */

/**
 * The key can be used on this phone and never be read again.
 *
 * @param {string} base64 32 bytes, as the server tells them
 */
export function keyFrom(base64) {
  const raw = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/**
 * @param {CryptoKey} key
 * @param {unknown} value see packing.js
 * @param {string} about where it lies: nothing opens it elsewhere
 * @returns {Promise<Locked>}
 */
export async function lock(key, value, about) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv: iv.buffer, data: await crypto.subtle.encrypt(how(iv, about), key, pack(value)) }
}

/**
 * @param {CryptoKey} key
 * @param {Locked} locked
 * @param {string} about
 * @returns {Promise<any>} throws when it is another key's, or was touched
 */
export async function unlock(key, { iv, data }, about) {
  return unpack(new Uint8Array(await crypto.subtle.decrypt(how(iv, about), key, data)))
}

/** @param {BufferSource} iv @param {string} about */
const how = (iv, about) => ({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(about) })
