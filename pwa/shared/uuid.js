let last = 0
let turn = 0

/**
 * A UUID version 7 (RFC 9562): sorted by time, those of one millisecond by their turn (section 6.2, method 1),
 * unguessable by 62 random bits. The time is a hint for sorting only: phones' clocks are wrong.
 *
 * @param {number} now milliseconds since 1970
 */
export function uuidv7(now = Date.now()) {
  turn = now === last ? turn + 1 : 0
  last = now
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256
  bytes[6] = ((turn >> 8) & 0x0f) | 0x70
  bytes[7] = turn & 0xff
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** When a UUIDv7 was made, in milliseconds since 1970. @param {string} id */
export const bornAt = (id) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
