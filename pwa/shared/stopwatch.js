// How long until what the person gave was safe, as performance measures that a bench reads.

/** @typedef {'photo-safe' | 'report-safe'} Lap */

/** The picker has returned, or *Simpan* was pressed. @param {Lap} lap */
export const began = (lap) => void performance.mark(`${lap}-began`)

/**
 * It is on the disk. Says nothing when nobody said that it began. Marks by name, not by options:
 * those are younger than Firefox 100.
 *
 * @param {Lap} lap
 */
export function ended(lap) {
  if (performance.getEntriesByName(`${lap}-began`).length === 0) return
  performance.measure(lap, `${lap}-began`)
  performance.clearMarks(`${lap}-began`)
}
