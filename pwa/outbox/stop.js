import { isWaiting } from './row.js'

/** @typedef {import('./answers.js').Meaning} Meaning */
/** @typedef {import('./row.js').Row} Row */

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
 * @param {Row} row
 * @param {import('./row.js').Reason} reason
 * @param {import('./row.js').Row['refused']} [refused] where the server says the fault lies
 */
export function block(box, row, reason, refused) {
  return box.change(row.id, (kept) => ({ ...kept, state: 'blocked', blocked: reason, refused }))
}

/**
 * What was asked for this row ends the delivery. When the phone is somebody else's by now, the row waits for its
 * owner, and one that had none before this try has none again.
 *
 * @param {typeof import('./box.js')} box
 * @param {Row} row
 * @param {Meaning} meaning
 * @returns {Promise<never>}
 */
export async function end(box, row, meaning) {
  const waits = (/** @type {Row} */ kept) => isWaiting(kept) && kept.state !== 'discarding'
  const { owner, tried } = row
  if (meaning.kind === 'other')
    await box.change(row.id, (kept) => (waits(kept) ? { ...kept, state: 'paused_auth', owner, tried } : null))
  throw new Stop(meaning)
}
