// Which reports the list shows under which of its filters, in which order, and how many it says there are. Pure.

import { isOver } from './chain.js'
import { isUnsent } from './row.js'

/** @typedef {import('./row.js').Row} Row */
/** @typedef {import('./chain.js').Status} Status */
/** @typedef {'all' | 'unsent' | 'sent' | 'over'} Group */

/**
 * `answerWaits`: an answer about it has not arrived; `isAsked`: it waits for the person's answer.
 *
 * @typedef {object} Known what else the list knows of a report, by its id
 * @property {(id: string) => Status | null} statusOf
 * @property {(id: string) => boolean} [answerWaits]
 * @property {(id: string) => boolean} [isAsked]
 * @property {(row: Row) => boolean} [isOurs] of whoever is here
 */

/** @type {Group[]} */
export const GROUPS = ['all', 'unsent', 'sent', 'over']

/** Whole at the server, or beyond. @param {Row} row */
const isSent = (row) => row.state === 'sent' || row.state === 'stored'

/**
 * A draft is not to be sent and what is another's is none of theirs: they stand under "all" alone. What was let go a
 * moment ago stays where it was, so that it can be taken back.
 *
 * @param {Row} row
 * @param {Known} known
 * @returns {Group}
 */
function groupOf(row, { statusOf, answerWaits = () => false, isOurs = () => true }) {
  if (isSent(row)) return answerWaits(row.id) ? 'unsent' : isOver(statusOf(row.id)) ? 'over' : 'sent'
  return isUnsent({ ...row, dropped_at: null }) && isOurs(row) ? 'unsent' : 'all'
}

/** What was let go for another's report is told there, as joined in on. @param {Row} row */
export const isListed = (row) => !(row.dropped_at && row.joined)

/**
 * The rows of each group: those that need the person first, then as they are given.
 *
 * @param {Row[]} rows newest first
 * @param {Known} known
 * @returns {Record<Group, Row[]>}
 */
export function grouped(rows, known) {
  /** @param {Row} row */
  const needsPerson = (row) => known.isAsked?.(row.id) || row.state === 'blocked'
  /** @type {Record<Group, Row[]>} */
  const groups = { all: [...rows.filter(needsPerson), ...rows.filter((row) => !needsPerson(row))], unsent: [], sent: [], over: [] }
  for (const row of groups.all) {
    const group = groupOf(row, known)
    if (group !== 'all') groups[group].push(row)
  }
  return groups
}

/** How many stand there; what was let go does not count. @param {Row[]} rows */
export const countOf = (rows) => rows.filter((row) => !row.dropped_at).length
