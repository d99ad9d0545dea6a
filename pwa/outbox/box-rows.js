// Storage of the reports themselves: looked at, and changed one at a time by what they hold.

import { ask, transact } from '../shared/database.js'
import { isWaiting } from './row.js'

/** @typedef {import('./row.js').Row} Row */

/** @param {Row} row */
export const add = (row) => transact(['reports'], 'readwrite', (tx) => void tx.objectStore('reports').add(row))

/** @param {string} id @returns {Promise<Row | undefined>} */
export const get = (id) => transact(['reports'], 'readonly', (tx) => ask(tx.objectStore('reports').get(id)))

/** Newest first. @returns {Promise<Row[]>} */
export async function all() {
  const rows = await transact(['reports'], 'readonly', (tx) => ask(tx.objectStore('reports').getAll()))
  return rows.sort(byBirth).reverse()
}

/**
 * Oldest first: what the next delivery may do something for.
 *
 * @param {Map<string, Row>} [known] rows read before, which are not read again while their state is the same
 * @returns {Promise<Row[]>}
 */
export async function waiting(known = new Map()) {
  const rows = await transact(['reports'], 'readonly', async (tx) => {
    const reports = tx.objectStore('reports')
    const inOne = async (/** @type {string} */ state) => {
      const ids = await ask(reports.index('state').getAllKeys(state))
      return Promise.all(ids.map((id) => asKnown(known.get(String(id)), state) ?? ask(reports.get(id))))
    }
    return Promise.all(['queued', 'sending', 'discarding'].map(inOne))
  })
  return rows.flat().filter(isWaiting).sort(byBirth)
}

/** @param {Row | undefined} row @param {string} state */
const asKnown = (row, state) => (row?.state === state ? row : undefined)

/** @param {Row['state']} state @returns {Promise<Row[]>} */
export const inState = (state) =>
  transact(['reports'], 'readonly', (tx) => ask(tx.objectStore('reports').index('state').getAll(state)))

/** Ids tell the day only. @param {Row} a @param {Row} b */
const byBirth = (a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1)

/**
 * Change one row by what it holds now.
 *
 * @param {string} id
 * @param {(row: Row) => Row | null} change null leaves it as it is
 * @param {'readwrite' | 'quick'} [mode]
 * @returns {Promise<Row | null>} the row as it stands, null when there is none or it was left
 */
export function change(id, change, mode = 'readwrite') {
  return transact(['reports'], mode, (tx) => changed(tx, id, change))
}

/** Part of a larger change. @param {IDBTransaction} tx @param {string} id @param {(row: Row) => Row | null} change */
export async function changed(tx, id, change) {
  const reports = tx.objectStore('reports')
  const row = await ask(reports.get(id))
  const next = row ? change(row) : null
  if (next) reports.put(next)
  return next
}
