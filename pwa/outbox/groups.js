// Which reports the list shows under which of its filters, and in which order. Pure.

import { isOver } from './chain.js'

/** @typedef {import('./row.js').Row} Row */
/** @typedef {import('./chain.js').Status} Status */
/** @typedef {'all' | 'unsent' | 'sent' | 'over'} Group */

/** @type {Group[]} */
export const GROUPS = ['all', 'unsent', 'sent', 'over']

/** Whole at the server, or beyond. @param {Row} row */
const isSent = (row) => row.state === 'sent' || row.state === 'stored'

/** @param {Row} row @param {Status | null} status @returns {Exclude<Group, 'all'>} */
const groupOf = (row, status) => (!isSent(row) ? 'unsent' : isOver(status) ? 'over' : 'sent')

/** What was let go for another's report is told there, as joined in on. @param {Row} row */
export const isListed = (row) => !(row.dropped_at && row.joined)

/**
 * The rows of each group: those that need the person first, then as they are given.
 *
 * @param {Row[]} rows newest first
 * @param {(id: string) => Status | null} statusOf
 * @param {(id: string) => boolean} [isAsked] whether a reviewer waits for the person's answer
 * @returns {Record<Group, Row[]>}
 */
export function grouped(rows, statusOf, isAsked = () => false) {
  /** @param {Row} row */
  const needsPerson = (row) => isAsked(row.id) || row.state === 'blocked'
  /** @type {Record<Group, Row[]>} */
  const groups = { all: [...rows.filter(needsPerson), ...rows.filter((row) => !needsPerson(row))], unsent: [], sent: [], over: [] }
  for (const row of groups.all) groups[groupOf(row, statusOf(row.id))].push(row)
  return groups
}
