/** @typedef {import('./answers.js').Meaning} Meaning */

/** Ends a delivery: the rest of the queue would fail alike. */
export class Stop extends Error {
  /** @param {Meaning} meaning */
  constructor(meaning) {
    super(meaning.kind)
    this.meaning = meaning
  }
}

/**
 * The server will never take this row as it is. The others go on.
 *
 * @param {typeof import('./box.js')} box
 * @param {import('./row.js').Row} row
 * @param {import('./row.js').Reason} reason
 */
export function block(box, row, reason) {
  return box.change(row.id, (kept) => ({ ...kept, state: 'blocked', blocked: reason }))
}
