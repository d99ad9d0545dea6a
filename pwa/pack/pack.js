// What a phone carries along of a neighbourhood, and what in it may be the thing just photographed. Pure.

import { distance } from '../map/plane.js'

/**
 * An open report as residents may see it.
 *
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} category
 * @property {string} state
 * @property {{ lat: number, lon: number } | null} cell the middle of a 100 m square
 * @property {string} excerpt
 * @property {string} thumb WebP in base64, or empty
 * @property {number} me_too how many joined in
 * @property {string} reported_on yyyy-mm-dd in Bontang
 */
/**
 * @typedef {object} Pack
 * @property {string} kelurahan its code
 * @property {number} v
 * @property {import('../map/plane.js').Outlines} outlines of the whole city
 * @property {Entry[]} reports
 * @property {string | null} etag
 * @property {number} checked_at by this phone's clock: when the server last said that this is how it stands
 * @property {number} wanted_at when somebody here last had to do with that kelurahan
 */
/** @typedef {Entry & { metres: number, kelurahan: string, checked_at: number }} Near */

export const PACKS_MAX = 3
/** Residents' positions are middles of 100 m squares, so this is meant to about 50 m. */
export const NEAR_M = 250
const EXACT_M = 50
const SHOWN = 3
const NEWS = 'POS' // good news is nobody's double: two clean-ups at one place are two

/**
 * Open reports of the same category close by, the nearest first.
 *
 * @param {Pack[]} packs
 * @param {{ category: string, where: import('../map/plane.js').Point | null, different?: string[] }} form
 *   `different`: those the person said are something else
 * @returns {Near[]}
 */
export function lookalikes(packs, { category, where, different = [] }) {
  if (!where || !category || category.startsWith(NEWS)) return []
  const near = packs.flatMap(({ kelurahan, checked_at, reports }) =>
    reports
      .filter((entry) => entry.category === category && entry.cell && !different.includes(entry.id))
      .map((entry) => ({ ...entry, kelurahan, checked_at, metres: entry.cell ? distance(where, entry.cell) : Infinity })),
  )
  const once = near.filter(({ id }, i) => near.findIndex((other) => other.id === id) === i)
  return once.filter(({ metres }) => metres <= NEAR_M).sort((a, b) => a.metres - b.metres).slice(0, SHOWN)
}

/** As exact as it is meant. @param {number} metres @returns {number} metres to be told */
export const told = (metres) => Math.max(EXACT_M, Math.round(metres / EXACT_M) * EXACT_M)

/**
 * Codes of the packs to let go: at most PACKS_MAX are kept, those wanted last.
 *
 * @param {Pick<Pack, 'kelurahan' | 'wanted_at'>[]} packs
 */
export function surplus(packs) {
  return [...packs].sort((a, b) => b.wanted_at - a.wanted_at).slice(PACKS_MAX).map(({ kelurahan }) => kelurahan)
}
