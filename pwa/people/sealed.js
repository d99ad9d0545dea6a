// What lies sealed here of people who are signed out, as far as anybody may know.

import { ask, transact } from '../shared/database.js'

/** Names of all that is sealed. */
export const names = () => transact(['vault'], 'readonly', async (tx) => (await ask(tx.objectStore('vault').getAllKeys())).map(String))

/** How many reports lie sealed here, whoever's they are. */
export const countSealed = async () => (await names()).filter((name) => name.includes('/reports/')).length

/** Those of them that have not arrived. @returns {Promise<import('../outbox/watchman.js').Saved[]>} */
export const waitingSealed = () =>
  transact(['vault'], 'readonly', async (tx) => {
    const vault = tx.objectStore('vault')
    const waits = (await ask(vault.getAllKeys())).map(String).filter((name) => name.includes('/waits/'))
    const marks = await Promise.all(waits.map((name) => ask(vault.get(name))))
    return marks.map(({ id, saved_at }) => ({ id: id.slice(id.lastIndexOf('/') + 1), saved_at }))
  })
