// Which categories to offer first: those this person reports, the recent and the frequent ones before the others. Pure.

const HALF_LIFE_MS = 14 * 24 * 3600 * 1000
const KEPT_MAX = 24

/** How often a category was chosen, and when that was last counted; older choices weigh less. @typedef {Record<string, { weight: number, at: number }>} History */
/** @typedef {import('../shared/register.js').Category} Category */

/**
 * @param {History} history
 * @param {string} code of the category reported now
 * @param {number} now milliseconds since 1970
 * @returns {History} the heaviest of them
 */
export function counted(history, code, now) {
  const next = { ...history, [code]: { weight: weight(history[code], now) + 1, at: now } }
  const heaviest = Object.entries(next).sort((a, b) => weight(b[1], now) - weight(a[1], now))
  return Object.fromEntries(heaviest.slice(0, KEPT_MAX))
}

/** A clock put back makes nothing heavier. @param {History[string] | undefined} kept @param {number} now */
const weight = (kept, now) => (kept ? kept.weight * 0.5 ** (Math.max(0, now - kept.at) / HALF_LIFE_MS) : 0)

/**
 * The person's own first, then what the register calls common.
 *
 * @param {Category[]} categories in the order of the register
 * @param {History} history
 * @param {{ now: number, most: number }} how
 */
export function often(categories, history, { now, most }) {
  const own = categories.filter(({ code }) => history[code])
  own.sort((a, b) => weight(history[b.code], now) - weight(history[a.code], now))
  const others = categories.filter(({ code, common }) => common && !history[code])
  return [...own, ...others].slice(0, most)
}
