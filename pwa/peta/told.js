// What is said of the map, in the words the page brought along.

/** @typedef {Record<string, string> & { language: string, kinds: string[], states: Record<string, string> }} Words */

import { since } from '../shared/since.js'
import { standingOf } from './squares.js'

/** @param {string} text @param {Record<string, string>} facts */
export const filled = (text, facts) => text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole)

/** @param {Words} words */
export function speaker(words) {
  const full = new Intl.NumberFormat(words.language)
  const short = new Intl.NumberFormat(words.language, { notation: 'compact', maximumFractionDigits: 1 })
  const spoken = (/** @type {string} */ name, /** @type {Record<string, string>} */ facts = {}) => filled(words[name] ?? '', facts)
  const state = (/** @type {string} */ one) => (words.states[one] ?? one).toLocaleLowerCase(words.language)
  return {
    spoken,
    short: (/** @type {number} */ n) => (n < 1000 ? String(n) : short.format(n)),
    count: (/** @type {number} */ n) => (n ? spoken(n === 1 ? 'count_one' : 'count', { count: full.format(n) }) : spoken('none')),
    ago: (/** @type {number} */ then) => since(Date.now() - then, words.language),
    /** @param {import('./squares.js').Square} square */
    what(square) {
      if (square.n === 1) return spoken('single', { kind: words.kinds[square.kind ?? -1] ?? '', state: state(standingOf(square)) })
      const states = Object.entries(square.counts).filter(([, n]) => n).map(([one, n]) => `${full.format(n)} ${state(one)}`)
      return spoken('many', { count: full.format(square.n), states: states.join(', ') })
    },
  }
}
