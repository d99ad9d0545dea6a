// What a key stands for on a case. Pure.

const OF_A_CASE = {
  letters: new Set(['e', 'm', 'a', 'z']),
  names: new Map([['j', 'next'], ['k', 'previous'], ['?', 'help']]),
}
const TYPING = new Set(['text', 'search', 'number', 'password', 'email', 'tel', 'url', 'date', 'time'])

/** @typedef {{ does: 'next' | 'previous' | 'help' | 'search' } | { does: 'letter', letter: string } | { does: 'digit', digit: number }} Meant */

/**
 * Nothing while somebody types, and nothing with a modifier: those keys are the browser's. A key that is held down walks,
 * and does nothing else again.
 *
 * @param {{ key: string, repeat?: boolean, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean, isComposing?: boolean }} event
 * @param {{ tagName?: string, type?: string, isContentEditable?: boolean } | null} focus where the key was pressed
 * @param {{ letters: Set<string>, names: Map<string, string> }} [known] which keys mean something; else those of a case
 * @returns {Meant | null}
 */
export function meant({ key, repeat, ctrlKey, metaKey, altKey, isComposing }, focus, { letters, names } = OF_A_CASE) {
  if (ctrlKey || metaKey || altKey || isComposing || isTyping(focus)) return null
  const lower = key.toLowerCase()
  const does = /** @type {'next' | 'previous' | 'help' | 'search' | undefined} */ (names.get(lower))
  if (does) return { does }
  if (repeat) return null
  if (letters.has(lower)) return { does: 'letter', letter: lower }
  return /^[1-9]$/.test(key) ? { does: 'digit', digit: Number(key) } : null
}

/** @param {{ tagName?: string, type?: string, isContentEditable?: boolean } | null} focus */
function isTyping(focus) {
  const name = focus?.tagName?.toUpperCase()
  if (name === 'TEXTAREA' || name === 'SELECT') return true
  return (name === 'INPUT' && TYPING.has(focus?.type ?? 'text')) || Boolean(focus?.isContentEditable)
}
