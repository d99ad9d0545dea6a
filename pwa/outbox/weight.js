// What the reports on this phone weigh, those sealed for others too, by adding up what they are made of: the browser's own figures are inventions.

import { ask, transact } from '../shared/database.js'

/** @typedef {{ reports: number, bytes: number }} Weight */

/** @returns {Promise<Weight>} without reading the bytes of a single photo */
export const weigh = () =>
  transact(['reports', 'photos', 'vault'], 'readonly', async (tx) => {
    const reports = tx.objectStore('reports')
    const gone = new Set(await ask(reports.index('state').getAllKeys('stored')))
    let bytes = 0
    await each(reports, (row) => (bytes += gone.has(row.id) ? 0 : (row.sealed?.size ?? 0)))
    await each(tx.objectStore('photos'), ({ report, size, thumb }) => {
      bytes += (gone.has(report) ? 0 : size) + (thumb?.byteLength ?? 0)
    })
    const vault = tx.objectStore('vault')
    const sealed = (await ask(vault.getAllKeys())).filter((name) => /\/(waits|kept)\//.test(String(name)))
    for (const mark of await Promise.all(sealed.map((name) => ask(vault.get(name))))) bytes += mark.size
    return { reports: (await ask(reports.count())) + sealed.length, bytes }
  })

/**
 * One after another, so that never more than one of them is in memory.
 *
 * @param {IDBObjectStore} store
 * @param {(value: any) => void} see
 * @returns {Promise<void>}
 */
function each(store, see) {
  return new Promise((resolve, reject) => {
    const request = store.openCursor()
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const cursor = request.result
      if (!cursor) return resolve()
      see(cursor.value)
      cursor.continue()
    }
  })
}
