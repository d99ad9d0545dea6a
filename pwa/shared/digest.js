import { hex } from './uuid.js'

/**
 * SHA-256 in hex.
 *
 * @param {BufferSource} bytes
 */
export async function sha256(bytes) {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/**
 * The value of a Content-Digest header (RFC 9530).
 *
 * @param {BufferSource} bytes
 */
export async function contentDigest(bytes) {
  return `sha-256=:${base64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))}:`
}

/** @param {Uint8Array} bytes at most some kilobytes: it is built character by character */
export function base64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
