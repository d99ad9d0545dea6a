// Text as the server can keep it: see docs/protocol.md, part 1.

/**
 * Control characters but tab and line ends, what turns the direction of what follows (so that words read as others),
 * what XML cannot hold, and halves of a character (a cut emoji).
 */
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu

/**
 * What was pasted may hide characters nobody sees; a report must not be refused for one.
 *
 * @template T
 * @param {T} value a text, a list of texts, or anything else, which stays as it is
 * @returns {T}
 */
export function speakable(value) {
  if (typeof value === 'string') return /** @type {T} */ (value.replace(UNSPEAKABLE, ''))
  return Array.isArray(value) ? /** @type {T} */ (value.map(speakable)) : value
}
