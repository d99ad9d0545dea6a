// What of a server's answer this phone can carry along. What came broken would break the form, and go on doing so
// without a network. Pure.

/** @typedef {import('./pack.js').Pack} Pack */
/** @typedef {import('./pack.js').Entry} Entry */

/**
 * @param {any} body
 * @returns {Pick<Pack, 'outlines' | 'reports'> | null} without what cannot be read; null: it is no pack
 */
export function readable(body) {
  const { outlines, reports } = body ?? {}
  if (!Array.isArray(reports) || !isObject(outlines)) return null
  const shapes = Object.entries(outlines).filter(([, shape]) => isShape(shape))
  return { outlines: Object.fromEntries(shapes), reports: reports.filter(isEntry) }
}

/** @param {any} one */
const isObject = (one) => typeof one === 'object' && one !== null

/** @param {any} entry @returns {entry is Entry} */
function isEntry(entry) {
  if (!isObject(entry)) return false
  const { id, category, state, excerpt, thumb, reported_on, cell } = entry
  const hasWords = [id, category, state, excerpt, thumb, reported_on].every((words) => typeof words === 'string')
  return hasWords && (cell === null || (isObject(cell) && isNumber(cell.lat) && isNumber(cell.lon)))
}

/** @param {any} shape */
function isShape(shape) {
  if (shape?.type === 'Polygon') return isPolygon(shape.coordinates)
  return shape?.type === 'MultiPolygon' && Array.isArray(shape.coordinates) && shape.coordinates.every(isPolygon)
}

/** @param {any} rings */
const isPolygon = (rings) => Array.isArray(rings) && rings.every((ring) => Array.isArray(ring) && ring.every(isPosition))

/** @param {any} position */
const isPosition = (position) => Array.isArray(position) && isNumber(position[0]) && isNumber(position[1])

/** @param {any} one */
const isNumber = (one) => Number.isFinite(one)
