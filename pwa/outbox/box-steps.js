// Storage of the steps in which a report and its bytes change together, in one transaction: sealed, opened again, let
// go, kept by the archive, taken up anew.

import { ask, transact } from '../shared/database.js'
import { changed } from './box-rows.js'
import { isEditable, isRemovable } from './row.js'

/**
 * @typedef {import('./row.js').Row} Row
 * @typedef {import('./row.js').Sealed} Sealed
 */

/**
 * Freeze the words: from here on the same bytes are sent, whatever happens. Sealing twice keeps the first.
 *
 * @param {Pick<Row, 'id' | 'changed_at'>} as what was sealed: if it was edited meanwhile nothing is done
 * @param {Sealed} sealed
 * @param {ArrayBuffer} body
 * @returns {Promise<Row | null>} null: it is not as it was
 */
export function seal({ id, changed_at }, sealed, body) {
  const isSame = (/** @type {Row} */ row) => row.state === 'queued' && !row.sealed && row.changed_at === changed_at
  return transact(['reports', 'bytes'], 'readwrite', async (tx) => {
    const next = await changed(tx, id, (row) => (isSame(row) ? { ...row, sealed } : null))
    if (next) tx.objectStore('bytes').put({ id, data: body })
    return next
  })
}

/** Back to the form, as long as no attempt to send it was begun. @param {string} id */
export function reopen(id) {
  return transact(['reports', 'bytes'], 'readwrite', async (tx) => {
    const next = await changed(tx, id, (row) => (isEditable(row) ? { ...row, state: 'draft', sealed: null } : null))
    if (next) tx.objectStore('bytes').delete(id)
    return next
  })
}

/**
 * The person wants it gone, here and at the server. What the server has whole meanwhile stays its.
 *
 * @param {Row} row
 */
export function discard({ id, dropped_at }) {
  return transact(['reports', 'photos', 'bytes'], 'readwrite', async (tx) => {
    const row = await ask(tx.objectStore('reports').get(id))
    if (!row || (dropped_at && !row.dropped_at)) return // taken back a moment ago
    if (isEditable(row)) return removed(tx, id)
    const state = isRemovable(row) ? 'discarding' : row.state
    tx.objectStore('reports').put({ ...row, state, dropped_at: null })
  })
}

/**
 * The archive has it all: keep the row and its receipt, let the bytes go.
 *
 * @param {string} id
 * @param {object} receipt
 */
export function purge(id, receipt) {
  return transact(['reports', 'photos', 'bytes'], 'readwrite', async (tx) => {
    const next = await changed(tx, id, (row) => ({ ...row, state: 'stored', receipt, changed_at: Date.now() }))
    if (!next) return
    const photos = await ask(tx.objectStore('photos').index('report').getAllKeys(id))
    for (const key of [id, ...photos]) tx.objectStore('bytes').delete(key)
  })
}

/** Forget a report wholly. @param {string} id */
export function remove(id) {
  return transact(['reports', 'photos', 'bytes'], 'readwrite', (tx) => removed(tx, id))
}

/** @param {IDBTransaction} tx @param {string} id */
async function removed(tx, id) {
  const photos = await ask(tx.objectStore('photos').index('report').getAllKeys(id))
  for (const key of photos) {
    tx.objectStore('photos').delete(key)
    tx.objectStore('bytes').delete(key)
  }
  tx.objectStore('bytes').delete(id)
  tx.objectStore('reports').delete(id)
}

/**
 * Take up a report anew under another id: the old row ends, its photos go over to the draft that supersedes it.
 * Where bytes were lost or damaged, what is left of each photo is looked at afresh and what is gone is left out:
 * else the new report would fail as the old one did.
 *
 * @param {string} old
 * @param {Row} draft
 * @returns {Promise<Row | null>} null: the old one is not there any more, nothing was done
 */
export function supersede(old, draft) {
  return transact(['reports', 'photos', 'bytes'], 'readwrite', async (tx) => {
    const row = await ask(tx.objectStore('reports').get(old))
    if (!row) return null // a second tap, or another tab
    const photos = await ask(tx.objectStore('photos').index('report').getAll(old))
    for (const photo of photos) {
      const kept = await ask(tx.objectStore('bytes').getKey(photo.id))
      const ready = photo.ready && row.blocked !== 'lost_bytes'
      if (kept === undefined) tx.objectStore('photos').delete(photo.id)
      else tx.objectStore('photos').put({ ...photo, report: draft.id, ready })
    }
    tx.objectStore('bytes').delete(old)
    tx.objectStore('reports').delete(old)
    tx.objectStore('reports').add(draft)
    return draft
  })
}
