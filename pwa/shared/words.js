// The words people read. English is a piece of its own, kept on the phone like all pieces: it can be switched to
// without a network.

import idCapture from '../words/id/capture.json' with { type: 'json' }
import idNotices from '../words/id/notices.json' with { type: 'json' }
import idPhone from '../words/id/phone.json' with { type: 'json' }
import idPhoto from '../words/id/photo.json' with { type: 'json' }
import idPlace from '../words/id/place.json' with { type: 'json' }
import idShared from '../words/id/shared.json' with { type: 'json' }
import idShell from '../words/id/shell.json' with { type: 'json' }

/** @typedef {'id' | 'en'} Language */
/** @typedef {string | { one?: string, other: string }} Text */

/** @type {Record<Language, Record<string, Text>>} */
export const TEXTS = {
  id: { ...idShared, ...idPhone, ...idPhoto, ...idPlace, ...idNotices, ...idShell, ...idCapture },
  en: {},
}

/**
 * A piece that is fetched later brings its words along.
 *
 * @param {Record<Language, Record<string, Text>>} texts
 */
export function learn({ id, en }) {
  Object.assign(TEXTS.id, id)
  Object.assign(TEXTS.en, en)
}

/** @type {Language} */
let current = 'id'

export const language = () => current

/** @param {Language} chosen @returns {Promise<void>} once its words are there */
export async function speak(chosen) {
  if (chosen === 'en') Object.assign(TEXTS.en, (await import('./english.js')).ENGLISH)
  current = chosen
}

/**
 * The words for `key` with {names} filled in; a text with plural forms chooses by `n`.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [facts]
 */
export function say(key, facts = {}) {
  const text = TEXTS[current][key] ?? key
  const chosen = typeof text === 'string' ? text : (Number(facts['n']) === 1 && text.one) || text.other
  return chosen.replace(/\{(\w+)\}/g, (whole, name) => (name in facts ? shown(facts[name] ?? '') : whole))
}

/**
 * Numbers are written as the language writes them. Small ones are the same in both, and the first use of a browser's
 * number formats takes as long as drawing half the form.
 *
 * @param {string | number} fact
 */
const shown = (fact) => (typeof fact !== 'number' || isPlain(fact) ? String(fact) : fact.toLocaleString(current))

/** @param {number} n */
const isPlain = (n) => Number.isInteger(n) && Math.abs(n) < 1000
