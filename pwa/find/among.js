// Which kelurahan a position lies in, and if in none, which is nearest: the sea has houses, and nobody is refused. Pure.

import { apart, holds, rings } from '../map/plane.js'

/** @typedef {{ properties: { code: string, name: string }, geometry: import('../map/plane.js').Shape }} Feature */
/** @typedef {import('../map/plane.js').Point} Point */

/** @param {Feature[]} features @param {Point} point @returns {{ place: Feature['properties'], metres: number } | null} */
export function among(features, point) {
  const far = features.map(({ properties, geometry }) => ({ place: properties, metres: holds(geometry, point) ? 0 : away(geometry, point) }))
  return far.reduce((best, one) => (best && best.metres <= one.metres ? best : one), /** @type {typeof far[number] | null} */ (null))
}

/** Metres to the nearest edge. @param {import('../map/plane.js').Shape} shape @param {Point} point */
function away(shape, point) {
  const corners = rings(shape).map((ring) => ring.map(([lon, lat]) => apart(point, { lon, lat })))
  return Math.min(...corners.flatMap((ring) => ring.slice(1).map((end, i) => toEdge(/** @type {Flat} */ (ring[i]), end))))
}

/** @typedef {{ east: number, north: number }} Flat metres from the position */

/** From the position, which is the origin. @param {Flat} from @param {Flat} to */
function toEdge(from, to) {
  const [east, north] = [to.east - from.east, to.north - from.north]
  const long = east ** 2 + north ** 2
  const along = long ? Math.min(1, Math.max(0, -(from.east * east + from.north * north) / long)) : 0
  return Math.hypot(from.east + along * east, from.north + along * north)
}
