import { base64 } from './digest.js'

/**
 * A thumbnail as an address: it is a few kilobytes, and an address of its own would have to be given back.
 *
 * @param {ArrayBuffer} jpeg
 */
export const thumbAddress = (jpeg) => `data:image/jpeg;base64,${base64(new Uint8Array(jpeg))}`
