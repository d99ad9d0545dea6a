// Whose turn it is: what is dropped first, then the words of all reports, then photos, smallest first. Pure.

/** @typedef {import('./row.js').Row} Row */

/**
 * @typedef {{ what: 'discard' | 'words', key: string, row: Row }
 *   | { what: 'photo', key: string, row: Row, sha256: string }} Turn
 */

/**
 * @typedef {object} Standing
 * @property {Set<string>} greeted turns already taken in this pass
 * @property {Set<string>} stumbled ids of rows this phone itself failed at: the next pass tries again
 * @property {{ has(key: string): boolean, keys(): Iterable<string> }} busy keys of what is under way
 * @property {boolean} photos whether photos may go
 */

/**
 * The most urgent thing to do. A report saved while photos travel has its words sent before the next photo.
 *
 * @param {Row[]} all oldest first
 * @param {Standing} standing
 * @returns {Turn | null} null: nothing to begin now
 */
export function next(all, { greeted, stumbled, busy, photos }) {
  const rows = all.filter(({ id }) => !stumbled.has(id))
  const fresh = rows.filter((row) => !greeted.has(turn(row)))
  const gone = fresh.find((row) => row.state === 'discarding' && !touched(busy, row))
  if (gone) return { what: 'discard', key: gone.id, row: gone }
  const speechless = fresh.find((row) => needsWords(row) && !touched(busy, row))
  if (speechless) return { what: 'words', key: speechless.id, row: speechless }
  const speaking = rows.some((row) => busy.has(row.id))
  return photos && !speaking ? smallest(rows, busy) : null
}

/** Once in each state: a server that never says `complete` must not be asked without end. @param {Row} row */
export const turn = ({ state, id, sealed }) => `${state} ${id} ${sealed?.digest}`

/** Something is being done with it. @param {Standing['busy']} busy @param {Row} row */
export const touched = (busy, row) => [...busy.keys()].some((key) => key.startsWith(row.id))

/** The words, or the question whether everything is there. @param {Row} row */
const needsWords = (row) =>
  row.sealed !== null && (row.state === 'queued' || (row.state === 'sending' && missing(row).length === 0))

/** Photos the server has asked for and does not have. @param {Row} row */
const missing = (row) => (row.state === 'sending' ? (row.server?.photos.filter((p) => !p.complete) ?? []) : [])

/** @param {Row[]} rows @param {Standing['busy']} busy @returns {Turn | null} */
function smallest(rows, busy) {
  const size = (/** @type {Row} */ row, /** @type {string} */ sha256) =>
    row.sealed?.photos?.find((photo) => photo.sha256 === sha256)?.size ?? 0
  const photos = rows.flatMap((row) =>
    missing(row).map(({ sha256, offset }) => ({ row, sha256, key: `${row.id}/${sha256}`, left: size(row, sha256) - offset })),
  )
  const [first] = photos.filter(({ key }) => !busy.has(key)).sort((a, b) => a.left - b.left)
  return first ? { what: 'photo', key: first.key, row: first.row, sha256: first.sha256 } : null
}

/**
 * Whether photos wait for Wi-Fi, and whether they may go all the same: shared/connection.js, or the person said so.
 *
 * @typedef {{ wifiOnly: boolean, mayGo: boolean }} Line
 */

/**
 * Only its photos are left to send, and they wait for Wi-Fi.
 *
 * @param {Row} row
 * @param {Line} line
 */
export const waitsForWifi = (row, { wifiOnly, mayGo }) => wifiOnly && !mayGo && missing(row).length > 0
