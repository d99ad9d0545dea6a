// Which kelurahan a point lies in, roughly and without a network: the one with the nearest reference point.

/** @typedef {import('../shared/register.js').Kelurahan} Kelurahan */

/**
 * Right for about 97 % of the land; a proposal the person can change and the server decides again. Bontang lies on
 * the equator, so a degree is as long one way as the other.
 *
 * @param {Kelurahan[]} all
 * @param {{ lat: number, lon: number }} point WGS84 degrees
 * @returns {Kelurahan | undefined}
 */
export function nearest(all, { lat, lon }) {
  const distance = (/** @type {Kelurahan} */ { points }) =>
    Math.min(...points.map(([x, y]) => (x - lon) ** 2 + (y - lat) ** 2))
  const ranked = all.map((kelurahan) => ({ kelurahan, far: distance(kelurahan) })).sort((a, b) => a.far - b.far)
  return ranked[0]?.kelurahan
}
