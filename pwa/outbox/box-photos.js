// Storage of the photos: what is known of each, and its bytes.

import { ask, transact } from '../shared/database.js'

/**
 * @typedef {import('./row.js').Row} Row
 * @typedef {import('./row.js').PhotoRow} PhotoRow
 */

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
 * Put the final form in the place of the original, unless the photo was taken out meanwhile, or another tab was faster:
 * what it has finished may be promised to the server by now.
 *
 * @param {PhotoRow} photo
 * @param {ArrayBuffer | null} data null: the original stays
 * @returns {Promise<boolean>} false: something was covered in it meanwhile, and it is to be finished anew
 */
export function finishPhoto(photo, data) {
  return transact(['photos', 'bytes'], 'readwrite', async (tx) => {
    const kept = await ask(tx.objectStore('photos').get(photo.id))
    if (!kept || kept.ready) return true
    if (kept.covered !== photo.covered) return false
    tx.objectStore('photos').put(photo)
    if (data) tx.objectStore('bytes').put({ id: photo.id, data })
    return true
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
