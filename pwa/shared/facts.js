// Small things this phone remembers: who it belongs to, the register, the choices last made.

import { ask, transact } from './database.js'

/** @param {string} name @returns {Promise<any>} undefined when it was never kept */
export async function recall(name) {
  const kept = await transact(['facts'], 'readonly', (tx) => ask(tx.objectStore('facts').get(name)))
  return kept?.value
}

/** @param {string} name @param {unknown} value a structured-cloneable value */
export function remember(name, value) {
  return transact(['facts'], 'readwrite', (tx) => void tx.objectStore('facts').put({ name, value }))
}

/** @param {string} name */
export function forget(name) {
  return transact(['facts'], 'readwrite', (tx) => void tx.objectStore('facts').delete(name))
}
