// Storage of neighbourhood packs. They may be let go at any time: what is in them can be fetched again.

import { ask, transact } from '../shared/database.js'
import { surplus } from './pack.js'

/** @typedef {import('./pack.js').Pack} Pack */

/** @returns {Promise<Pack[]>} */
export const all = () => transact(['packs'], 'readonly', (tx) => ask(tx.objectStore('packs').getAll()))

/** Keep one; those that nobody wanted for longest make room. @param {Pack} pack */
export function keep(pack) {
  return transact(['packs'], 'quick', async (tx) => {
    const packs = tx.objectStore('packs')
    packs.put(pack)
    for (const code of surplus(await ask(packs.getAll()))) packs.delete(code)
  })
}

/** Whoever reports there looks at its page, and may without a network: the service worker keeps it. @param {string} code */
export const keepPageOf = (code) => navigator.serviceWorker?.controller?.postMessage({ keep: `/kelurahan/${code}` })
