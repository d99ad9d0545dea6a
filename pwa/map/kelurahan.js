// Which kelurahan a point lies in, without a network: by the outlines this phone carries, else the nearest.

import { holds } from './plane.js'

/** @typedef {import('../shared/register.js').Kelurahan} Kelurahan */

/**
 * A proposal the person can change and the server decides again. At sea, where houses stand too, and where no outlines
 * are known, it is the one with the nearest reference point: right for about 97 % of the land.
 *
 * @param {Kelurahan[]} all
 * @param {import('./plane.js').Point} point
 * @param {import('./plane.js').Outlines | null} [outlines]
 * @returns {Kelurahan | undefined}
 */
export function kelurahanAt(all, point, outlines = null) {
  const inside = outlines && all.find(({ code }) => outlines[code] && holds(outlines[code], point))
  return inside || nearest(all, point)
}

/**
 * Bontang lies on the equator, so a degree is as long one way as the other.
 *
 * @param {Kelurahan[]} all
 * @param {import('./plane.js').Point} point
 * @returns {Kelurahan | undefined}
 */
export function nearest(all, { lat, lon }) {
  const distance = (/** @type {Kelurahan} */ { points }) =>
    Math.min(...points.map(([x, y]) => (x - lon) ** 2 + (y - lat) ** 2))
  const ranked = all.map((kelurahan) => ({ kelurahan, far: distance(kelurahan) })).sort((a, b) => a.far - b.far)
  return ranked[0]?.kelurahan
}
