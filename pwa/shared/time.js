/**
 * The phone's own time with its offset, as the envelope wants it: 2026-11-23T08:15:04+08:00.
 *
 * @param {number} ms since 1970
 * @param {number} offset minutes east of Greenwich
 */
export function localIso(ms, offset = -new Date(ms).getTimezoneOffset()) {
  const shifted = new Date(ms + offset * 60_000).toISOString().slice(0, 19)
  const [sign, minutes] = offset < 0 ? ['-', -offset] : ['+', offset]
  return `${shifted}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** @param {number} n */
const two = (n) => String(n).padStart(2, '0')

/**
 * How long ago, as a word of the translation files and its number.
 *
 * @param {number} ms
 * @returns {['phone.time.now' | 'phone.time.minutes' | 'phone.time.hours' | 'phone.time.days', { n: number }]}
 */
export function ago(ms) {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return ['phone.time.now', { n: 0 }]
  if (minutes < 60) return ['phone.time.minutes', { n: minutes }]
  if (minutes < 60 * 24) return ['phone.time.hours', { n: Math.floor(minutes / 60) }]
  return ['phone.time.days', { n: Math.floor(minutes / 60 / 24) }]
}

/** The time of day on this phone, as Indonesia writes it. @param {number} ms since 1970 */
export const clock = (ms) => `${two(new Date(ms).getHours())}.${two(new Date(ms).getMinutes())}`
