// What lies sealed here of people who are signed out, as far as anybody may know.

import { ask, transact } from '../shared/database.js'

/** Names of all that is sealed. */
export const names = () => transact(['vault'], 'readonly', async (tx) => (await ask(tx.objectStore('vault').getAllKeys())).map(String))

/** How many reports lie sealed here, whoever's they are. */
export const countSealed = async () => (await names()).filter((name) => name.includes('/reports/')).length

/** Ids of those of them that have not arrived. @returns {Promise<string[]>} */
export const waitingSealed = async () => (await names()).filter((name) => name.includes('/waits/')).map((name) => name.slice(name.lastIndexOf('/') + 1))
