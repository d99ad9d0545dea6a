// Bontang as a plane. Pure. The city lies on the equator and is 25 km across: one scale for each axis is right to 0.01 %.

/** @typedef {{ lat: number, lon: number }} Point WGS84 degrees */
/** @typedef {[number, number]} Position [lon, lat] */
/** @typedef {{ type: 'Polygon', coordinates: Position[][] } | { type: 'MultiPolygon', coordinates: Position[][][] }} Shape GeoJSON */
/** @typedef {Record<string, Shape>} Outlines by code of kelurahan */

const LON_M = 111_319.2 // one degree at 0.13° north, as at the server (backend/city/plane.py)
const LAT_M = 110_574.4
const WINDS = /** @type {const} */ (['E', 'NE', 'N', 'NW', 'W', 'SW', 'S', 'SE'])

/** @param {Point} from @param {Point} to @returns {{ east: number, north: number }} metres */
export const apart = (from, to) => ({ east: (to.lon - from.lon) * LON_M, north: (to.lat - from.lat) * LAT_M })

/** @param {Point} from @param {{ east: number, north: number }} by metres @returns {Point} to a hand's breadth */
export const moved = (from, { east, north }) => ({ lat: tidy(from.lat + north / LAT_M), lon: tidy(from.lon + east / LON_M) })

/** @param {number} degrees */
const tidy = (degrees) => Math.round(degrees * 1e6) / 1e6

/** @param {Point} from @param {Point} to metres */
export function distance(from, to) {
  const { east, north } = apart(from, to)
  return Math.hypot(east, north)
}

/** Where `to` lies seen from `from`. @param {Point} from @param {Point} to */
export function wind(from, to) {
  const { east, north } = apart(from, to)
  const eighth = Math.round(Math.atan2(north, east) / (Math.PI / 4))
  return /** @type {typeof WINDS[number]} */ (WINDS[(eighth + 8) % 8])
}

/** As a person says it: to 5 m near by, to 10 m, to 100 m far away. @param {number} metres */
export function rounded(metres) {
  const step = metres < 50 ? 5 : metres < 1000 ? 10 : 100
  return Math.round(metres / step) * step
}

/** @param {Shape} shape @returns {Position[][]} every ring, holes too */
export const rings = (shape) => (shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat())

/**
 * Whether a shape holds a point: a line from there crosses its rings an odd number of times.
 *
 * @param {Shape} shape
 * @param {Point} point
 */
export function holds(shape, { lat, lon }) {
  let odd = false
  for (const ring of rings(shape)) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x1, y1] = /** @type {Position} */ (ring[i])
      const [x2, y2] = /** @type {Position} */ (ring[j])
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) odd = !odd
    }
  }
  return odd
}
