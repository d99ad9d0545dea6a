// What the server tells of the squares of a map, as places with their counts. Pure.

/** @typedef {{ level: number, origin: [number, number], step: number, standings: string[], squares: number[][] }} Cells */
/** @typedef {{ lon: number, lat: number, n: number, counts: Record<string, number>, kind: number | null, box: import('./view.js').Box }} Square
 *   `kind`: the place of its group in the register, of a single report; `box`: the cells it stands for. */

const CELL = 0.001
const EDGE = CELL / 100

/** @param {Cells} cells @returns {Square[]} */
export const squaresOf = (cells) => cells.squares.map((numbers) => square(cells, numbers))

/** @param {Cells} cells @param {number[]} numbers @returns {Square} */
function square({ level, origin: [west, south], step, standings }, numbers) {
  const lon = west + step * (numbers[0] ?? 0)
  const lat = south + step * (numbers[1] ?? 0)
  const counts = Object.fromEntries(standings.map((one, i) => [one, numbers[2 + i] ?? 0]))
  const n = Object.values(counts).reduce((sum, one) => sum + one, 0)
  return { lon, lat, n, counts, kind: numbers[2 + standings.length] ?? null, box: around(lon, lat, n === 1 ? 0 : level) }
}

/** @param {number} lon @param {number} lat @param {number} level */
function around(lon, lat, level) {
  const side = CELL * 2 ** level
  const [west, south] = [lon, lat].map((n) => Math.floor(n / side + 1e-9) * side)
  return { west: /** @type {number} */ (west) + EDGE, south: /** @type {number} */ (south) + EDGE, east: /** @type {number} */ (west) + side - EDGE, north: /** @type {number} */ (south) + side - EDGE }
}

/** @param {Square} square @param {import('./view.js').Box} box */
export const isIn = ({ lon, lat }, { west, south, east, north }) => lon >= west && lon <= east && lat >= south && lat <= north

/** Of a single report. @param {Square} square */
export const standingOf = ({ counts }) => Object.keys(counts).find((one) => counts[one]) ?? 'open'

/** From one to the nearest in a direction: further that way than to its side. @param {Square[]} all @param {Square} from @param {string} key */
export function nextOf(all, from, key) {
  const [dx, dy] = WAYS[key] ?? [0, 0]
  const ahead = all
    .map((one) => ({ one, along: (one.lon - from.lon) * dx + (one.lat - from.lat) * dy, aside: Math.abs((one.lon - from.lon) * dy) + Math.abs((one.lat - from.lat) * dx) }))
    .filter(({ along, aside }) => along > 0 && aside <= 2 * along)
  return ahead.sort((a, b) => a.along + 2 * a.aside - b.along - 2 * b.aside)[0]?.one
}

/** @type {Record<string, [number, number]>} */
export const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
