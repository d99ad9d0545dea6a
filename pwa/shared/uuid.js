const DAY_MS = 24 * 3_600_000
/** Bontang's clock, WITA: UTC+8, without summer time. */
const WITA_MS = 8 * 3_600_000

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
  const bytes = stamped(now)
  bytes[6] = ((turn >> 8) & 0x0f) | 0x70
  bytes[7] = turn & 0xff
  return written(bytes)
}

/**
 * For a report, whose id residents read: of its time it tells the day in Bontang (section 6.1 allows it), no turn either,
 * and 74 random bits. Reports of one day are put in order by their own times.
 *
 * @param {number} now milliseconds since 1970
 */
export function reportId(now = Date.now()) {
  return written(stamped(Math.floor((now + WITA_MS) / DAY_MS) * DAY_MS - WITA_MS))
}

/** Random, but for the time and what makes it version 7. @param {number} ms since 1970 */
function stamped(ms) {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(ms / 2 ** (8 * (5 - i))) % 256
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes
}

/** @param {Uint8Array} bytes 16 of them */
const written = (bytes) => hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
