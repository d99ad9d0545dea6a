// Distances and directions as people say them.

import { say } from '../shared/words.js'
import { kelurahanAt } from './kelurahan.js'
import { distance, holds, rounded, wind } from './plane.js'

const HERE_M = 5

/** @param {number} metres */
export function far(metres) {
  const n = rounded(metres)
  return n < 1000 ? say('map.metres', { n }) : say('map.km', { n: n / 1000 })
}

/**
 * Where the pin stands seen from the phone: "120 m ke utara dari lokasi HP".
 *
 * @param {import('./plane.js').Point | null} fix the phone's own position
 * @param {import('./plane.js').Point} pin
 * @param {string} place what lies there
 */
export function away(fix, pin, place) {
  if (!fix) return say('map.pin.alone', { place })
  const metres = distance(fix, pin)
  if (metres < HERE_M) return say('map.pin.here', { place })
  return say('map.pin.away', { far: far(metres), wind: say(`map.wind.${wind(fix, pin)}`), place })
}

/**
 * What lies at a point. Outside all outlines, at sea for one, the nearest kelurahan is named as such.
 *
 * @param {import('./plane.js').Point} at
 * @param {import('../shared/register.js').Kelurahan[]} kelurahan
 * @param {import('./plane.js').Outlines | null} outlines
 */
export function placeWords(at, kelurahan, outlines) {
  const here = kelurahanAt(kelurahan, at, outlines)
  const shape = here && outlines?.[here.code]
  const name = here?.name ?? ''
  return outlines && !(shape && holds(shape, at)) ? say('map.outside', { name }) : name
}
