// Storage of a photo in which something was covered: it takes the place of the photo that shows it.

import { ask, transact } from '../shared/database.js'

/** @typedef {import('./row.js').PhotoRow} PhotoRow */

/**
 * What was there is gone for good, also what is being made of it just now (see finishPhoto).
 *
 * @param {string} id
 * @param {ArrayBuffer} data JPEG
 * @returns {Promise<PhotoRow | null>} null, and nothing is changed, when its report is not being written any more
 */
export function coverPhoto(id, data) {
  return transact(['reports', 'answers', 'photos', 'bytes'], 'readwrite', async (tx) => {
    const photo = await ask(tx.objectStore('photos').get(id))
    if (!photo || !(await isDraft(tx, photo.report))) return null
    const covered = { ...photo, ready: false, original: true, type: 'image/jpeg', size: data.byteLength, thumb: null, sha256: '' }
    const next = { ...covered, width: null, height: null, tries: 0, covered: (photo.covered ?? 0) + 1 }
    tx.objectStore('photos').put(next)
    tx.objectStore('bytes').put({ id, data })
    return next
  })
}

/** @param {IDBTransaction} tx @param {string} id of a report, or of an answer */
async function isDraft(tx, id) {
  const row = (await ask(tx.objectStore('reports').get(id))) ?? (await ask(tx.objectStore('answers').get(id)))
  return row?.state === 'draft'
}
