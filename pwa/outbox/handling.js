// What a person lets go, and takes back. Storage is given.

import { UNDO_MS, isRemovable } from './row.js'

/**
 * @typedef {import('./row.js').Row} Row
 * @typedef {typeof import('./box.js')} Box
 */

/**
 * Let it go; for UNDO_MS it can be taken back.
 *
 * @param {Box} box
 * @param {Row} row
 * @param {number} now
 * @param {string} [joined] the report joined in on instead
 */
export function letGo(box, { id, state }, now, joined = '') {
  const isMeant = (/** @type {Row} */ row) => state !== 'draft' || row.state === 'draft' // another tab may have saved it
  return box.change(id, (row) => (isRemovable(row) && isMeant(row) ? { ...row, dropped_at: now, joined } : null))
}

/** @param {Box} box @param {Row} row */
export const takeBack = (box, { id }) => box.change(id, (row) => ({ ...row, dropped_at: null }))

/**
 * Really discard what can no longer be taken back.
 *
 * @param {Box} box
 * @param {number} now
 * @returns {Promise<{ discarded: number, next: number | null }>} `next`: milliseconds until there is more to discard
 */
export async function settle(box, now) {
  const dropped = (await box.all()).filter((row) => row.dropped_at)
  const due = dropped.filter((row) => leftOf(row, now) <= 0)
  for (const row of due) await box.discard(row)
  const left = dropped.map((row) => leftOf(row, now)).filter((ms) => ms > 0)
  return { discarded: due.length, next: left.length ? Math.min(...left) : null }
}

/** A clock that was put back must not keep it for ever. @param {Row} row @param {number} now */
function leftOf({ dropped_at }, now) {
  const age = now - (dropped_at ?? now)
  return age < 0 ? 0 : UNDO_MS - age
}
