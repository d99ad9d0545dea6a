// The view as it stands in the address, and the box that is asked for. Pure.

/** @typedef {{ lat: number, lon: number, z: number }} View */
/** @typedef {{ west: number, south: number, east: number, north: number }} Box degrees */

const NAME = '@'
const CELL = 0.001
const CELLS_ZOOM = 16
const LEVEL_MAX = 6
/** Squares are asked for in blocks of four by four, so that a small move asks for what is kept already. */
const BLOCK = 4

/** @param {URLSearchParams} query @returns {View | null} */
export function viewIn(query) {
  const [lat, lon, z] = (query.get(NAME) ?? '').split(',').map(Number)
  if (lat === undefined || lon === undefined || z === undefined) return null
  return Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && z >= 0 && z <= 22 ? { lat, lon, z } : null
}

/** The address of the same filters with another view. @param {string} search @param {View | null} view */
export function withView(search, view) {
  const query = new URLSearchParams(search)
  for (const name of [NAME, 'setelah', 'di']) query.delete(name)
  const filters = query.toString()
  const at = view ? `${NAME}=${view.lat.toFixed(4)},${view.lon.toFixed(4)},${view.z}` : ''
  const both = [filters, at].filter(Boolean).join('&')
  return both ? `?${both}` : ''
}

/** The middle of the cell a place lies in: finer than that nothing leaves the device. @param {{ lat: number, lng: number }} place @returns {[number, number]} */
export const middleOf = ({ lat, lng }) => /** @type {[number, number]} */ ([lat, lng].map((n) => (Math.floor(n / CELL) + 0.5) * CELL))

/** Where one follows what happens around the middle of the map. @param {{ lat: number, lng: number }} place */
export const followAddress = (place) => `/ikuti?titik=${middleOf(place).map((n) => n.toFixed(4)).join(',')}&radius=500`

/** Of a form's fields, those that are filled in. @param {Iterable<[string, FormDataEntryValue]>} fields */
export const filtersOf = (fields) => new URLSearchParams([...fields].filter(([, value]) => value).map(([name, value]) => [name, String(value)])).toString()

/** How often the side of a square is doubled at a zoom; the server has the last word. @param {number} z */
export const levelAt = (z) => Math.min(Math.max(CELLS_ZOOM - Math.floor(z), 0), LEVEL_MAX)

/** Widened to whole blocks of squares. @param {Box} box @param {number} z @returns {Box} */
export function blocks(box, z) {
  const side = CELL * 2 ** levelAt(z) * BLOCK
  const down = (/** @type {number} */ n) => Math.floor(n / side) * side
  const up = (/** @type {number} */ n) => Math.ceil(n / side) * side - CELL / 2
  return { west: down(box.west), south: down(box.south), east: up(box.east), north: up(box.north) }
}

/** As addresses say it. @param {Box} box */
export const boxText = ({ west, south, east, north }) => [west, south, east, north].map((side) => side.toFixed(4)).join(',')

/** Filters of the page's address, as the data's address names them. */
const DATA = /** @type {const} */ ([['jenis', 'kind'], ['sejak', 'since'], ['sampai', 'until']])

/** @param {string} search of the page @param {Box} box @param {number} z */
export function cellsAddress(search, box, z) {
  const page = new URLSearchParams(search)
  const asked = new URLSearchParams({ z: String(Math.floor(z)), bbox: boxText(blocks(box, z)) })
  for (const [from, to] of DATA) if (page.get(from)) asked.set(to, page.get(from) ?? '')
  const states = page.getAll('status')
  if (states.length) asked.set('status', states.join(','))
  return `/api/v1/public/cells?${asked}`
}

/** The list of what is seen: of whole blocks, as its edges would tell where somebody stands. @param {string} search of the page @param {Box} box @param {number} z */
export const seenAddress = (search, box, z) => listAddress(search, blocks(box, z))

/** The list of a part of the map. @param {string} search of the page @param {Box} box */
export function listAddress(search, box) {
  const asked = new URLSearchParams(withView(search, null))
  asked.set('di', boxText(box))
  return `/peta/daftar?${asked}`
}
