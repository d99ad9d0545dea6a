// How the whole queue stands, in numbers. Pure.

import { answerWaits, turnOf } from '../follow/status.js'
import { isUnsent } from './row.js'

/**
 * `stuck`: reports no delivery can help, for they, or the answers about them, need the person; `first` is the id of one.
 *
 * @typedef {{ reports: number, answers: number, stuck: number, moving: number, first: string }} Tally
 */

/**
 * @param {import('./row.js').Row[]} rows of whoever is here
 * @param {import('../follow/status.js').Fate[]} fates
 * @returns {Tally} `moving`: reports and answers that a delivery would send
 */
export function tally(rows, fates) {
  const unsent = rows.filter(isUnsent)
  const answers = fates.filter(answerWaits).length
  const blocked = unsent.filter((row) => row.state === 'blocked')
  const refused = fates.filter((fate) => turnOf(fate) === 'blocked')
  const stuck = [...blocked, ...refused].map(({ id }) => id)
  return { reports: unsent.length, answers, stuck: stuck.length, moving: unsent.length - blocked.length + answers, first: stuck[0] ?? '' }
}
