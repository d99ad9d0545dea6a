// The outbox as it lies in the database. Every change reads and writes in one transaction, so that two tabs
// never overwrite each other; every change of state is on the disk before it is believed.

import { ask, transact } from '../shared/database.js'
import { isEditable, isRemovable, isWaiting } from './row.js'

/**
 * @typedef {import('./row.js').Row} Row
 * @typedef {import('./row.js').PhotoRow} PhotoRow
 * @typedef {import('./row.js').Sealed} Sealed
 */

/** @param {Row} row */
export const add = (row) => transact(['reports'], 'readwrite', (tx) => void tx.objectStore('reports').add(row))

/** @param {string} id @returns {Promise<Row | undefined>} */
export const get = (id) => transact(['reports'], 'readonly', (tx) => ask(tx.objectStore('reports').get(id)))

/** Newest first. @returns {Promise<Row[]>} */
export async function all() {
  const rows = await transact(['reports'], 'readonly', (tx) => ask(tx.objectStore('reports').getAll()))
  return rows.reverse()
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
  return rows.flat().filter(isWaiting).sort(byId)
}

/** @param {Row | undefined} row @param {string} state */
const asKnown = (row, state) => (row?.state === state ? row : undefined)

/** @param {Row['state']} state @returns {Promise<Row[]>} */
export const inState = (state) =>
  transact(['reports'], 'readonly', (tx) => ask(tx.objectStore('reports').index('state').getAll(state)))

/** @param {Row} a @param {Row} b */
const byId = (a, b) => (a.id < b.id ? -1 : 1)

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

/** @param {IDBTransaction} tx @param {string} id @param {(row: Row) => Row | null} change */
async function changed(tx, id, change) {
  const reports = tx.objectStore('reports')
  const row = await ask(reports.get(id))
  const next = row ? change(row) : null
  if (next) reports.put(next)
  return next
}

/** @param {string} report @returns {Promise<PhotoRow[]>} in the order they were taken */
export async function photosOf(report) {
  const photos = await transact(['photos'], 'readonly', (tx) =>
    ask(tx.objectStore('photos').index('report').getAll(report)),
  )
  return photos.sort((/** @type {PhotoRow} */ a, /** @type {PhotoRow} */ b) => (a.id < b.id ? -1 : 1))
}

/**
 * Keep a photo's bytes, what is known of them, and the report they belong to: all of it or nothing, in one write.
 *
 * @param {PhotoRow} photo
 * @param {ArrayBuffer} data never a Blob: WebKit loses Blobs kept here (https://bugs.webkit.org/show_bug.cgi?id=319985)
 * @param {(row: Row | undefined) => Row} [settle] its report as it shall be; nothing is kept when it throws
 */
export function keepPhoto(photo, data, settle) {
  return transact(['reports', 'photos', 'bytes'], 'readwrite', async (tx) => {
    const reports = tx.objectStore('reports')
    const asked = settle && ask(reports.get(photo.report)) // its answer comes while the bytes are being written
    tx.objectStore('photos').put(photo)
    tx.objectStore('bytes').put({ id: photo.id, data })
    if (settle) reports.put(settle(await asked))
  })
}

/**
 * Making it small begins; a page that dies of it leaves its count behind.
 *
 * @param {string} id
 * @returns {Promise<number>} how often it was begun, this time included; 0 when the photo was taken out
 */
export function beginPhoto(id) {
  return transact(['photos'], 'quick', async (tx) => {
    const photo = await ask(tx.objectStore('photos').get(id))
    if (!photo) return 0
    const tries = (photo.tries ?? 0) + 1
    tx.objectStore('photos').put({ ...photo, tries })
    return tries
  })
}

/**
 * Put the final form in the place of the original, unless the photo was taken out meanwhile.
 *
 * @param {PhotoRow} photo
 * @param {ArrayBuffer | null} data null: the original stays
 */
export function finishPhoto(photo, data) {
  return transact(['photos', 'bytes'], 'readwrite', async (tx) => {
    if (!(await ask(tx.objectStore('photos').get(photo.id)))) return
    tx.objectStore('photos').put(photo)
    if (data) tx.objectStore('bytes').put({ id: photo.id, data })
  })
}

/**
 * Take a photo out, and hand over what was there: it may be wanted back.
 *
 * @param {string} id
 * @returns {Promise<{ photo: PhotoRow, data: ArrayBuffer } | null>}
 */
export function dropPhoto(id) {
  return transact(['photos', 'bytes'], 'readwrite', async (tx) => {
    const [photos, bytes] = [tx.objectStore('photos'), tx.objectStore('bytes')]
    const [photo, kept] = await Promise.all([ask(photos.get(id)), ask(bytes.get(id))])
    photos.delete(id)
    bytes.delete(id)
    return photo && kept ? { photo, data: kept.data } : null
  })
}

/** Bytes of a photo, or of a sealed body under the report's id. @param {string} id @returns {Promise<ArrayBuffer | null>} */
export async function bytes(id) {
  const kept = await transact(['bytes'], 'readonly', (tx) => ask(tx.objectStore('bytes').get(id)))
  return kept?.data ?? null
}

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

/**
 * The photos of one report once more, for another. Those whose bytes are gone are left out.
 *
 * @param {string} from
 * @param {string} to
 * @param {() => string} newId
 */
export function copyPhotos(from, to, newId) {
  return transact(['photos', 'bytes'], 'readwrite', async (tx) => {
    const photos = await ask(tx.objectStore('photos').index('report').getAll(from))
    for (const photo of photos) {
      const kept = await ask(tx.objectStore('bytes').get(photo.id))
      if (!kept) continue
      const id = newId()
      tx.objectStore('photos').put({ ...photo, id, report: to })
      tx.objectStore('bytes').put({ id, data: kept.data })
    }
  })
}
