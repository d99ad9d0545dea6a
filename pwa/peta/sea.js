// The sea beside the city: east of its outermost border, for the coast runs north and south here. Pure.

const STEP = 0.002
const BEYOND = 3
const TIP = 10 // steps
const WAVE = 0.006
/** Degrees. Nobody told us the coast beyond the city: it goes on in waves, as decoration. */

/** @typedef {{ geometry: { type: string, coordinates: any } }} Feature */

/** @param {Feature[]} features GeoJSON of the kelurahan @returns {[number, number][]} latitude and longitude of its corners */
export function seaOf(features) {
  const coast = coastOf(features.flatMap(({ geometry }) => ringsOf(geometry)))
  if (!coast.length) return []
  const [first, last] = /** @type {[[number, number], [number, number]]} */ ([coast[0], coast[coast.length - 1]])
  const far = first[1] + BEYOND
  return [...onward(first, -STEP).reverse(), ...coast, ...onward(last, STEP), [last[0] + BEYOND, far], [first[0] - BEYOND, far]]
}

/** @param {[number, number]} from @param {number} step @returns {[number, number][]} */
const onward = ([lat, lon], step) =>
  Array.from({ length: Math.floor(BEYOND / STEP) }, (_, i) => [lat + step * (i + 1), lon + WAVE * (Math.cos(i / 9) - 1)])

/** @param {Feature['geometry']} geometry @returns {[number, number][][]} */
export const ringsOf = ({ type, coordinates }) => (type === 'Polygon' ? [coordinates[0]] : coordinates.map((/** @type {any} */ polygon) => polygon[0]))

/** From south to north, where the land that begins in the west ends: a bay behind a headland is sea. @param {[number, number][][]} rings @returns {[number, number][]} */
function coastOf(rings) {
  const lats = rings.flat().map(([, lat]) => lat)
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const steps = Array.from({ length: Math.floor((north - south) / STEP) }, (_, i) => south + STEP * (i + 0.5))
  const coast = steps.flatMap((lat) => {
    const spans = rings.flatMap((ring) => spansOf(ring, lat)).sort(([a], [b]) => a - b)
    return spans.length ? [/** @type {[number, number]} */ ([lat, endOf(spans)])] : []
  })
  return coast.map(([lat, lon], i) => [lat, i < TIP ? outermost(coast.slice(0, TIP), lon) : i >= coast.length - TIP ? outermost(coast.slice(-TIP), lon) : lon])
}

/** Where the city ends in a tip, the land beside it goes on. @param {[number, number][]} coast @param {number} lon */
const outermost = (coast, lon) => Math.max(lon, ...coast.map(([, east]) => east))

/** @param {[number, number][]} spans by their beginnings */
const endOf = (spans) => spans.reduce((end, [from, to]) => (from <= end + STEP ? Math.max(end, to) : end), spans[0]?.[1] ?? 0)

/** Where a line along a latitude lies in the ring. @param {[number, number][]} ring @param {number} lat @returns {[number, number][]} */
function spansOf(ring, lat) {
  const crossings = ring.flatMap(([x1, y1], i) => {
    const [x2, y2] = /** @type {[number, number]} */ (ring[(i + 1) % ring.length])
    return y1 > lat !== y2 > lat ? [x1 + ((lat - y1) * (x2 - x1)) / (y2 - y1)] : []
  })
  crossings.sort((a, b) => a - b)
  return crossings.flatMap((from, i) => (i % 2 ? [] : [/** @type {[number, number]} */ ([from, crossings[i + 1] ?? from])]))
}
