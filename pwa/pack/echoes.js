// Storage of "Saya juga": what the person joined in on, until the server knows it, and after.

import { ask, transact } from '../shared/database.js'

/**
 * `waiting` -> `told`; taken back it is removed, by way of `leaving` once the server may know it. `gone`: residents no
 * longer see that report; `refused`: the server will never count it.
 *
 * @typedef {object} Echo
 * @property {string} id of the report joined in on
 * @property {number} v
 * @property {'waiting' | 'told' | 'leaving' | 'gone' | 'refused'} state
 * @property {boolean} tried an attempt to tell it was begun
 * @property {string} owner as of a row in the outbox
 * @property {string} category
 * @property {string} kelurahan
 * @property {string} thumb WebP in base64, or empty
 * @property {number} at milliseconds since 1970
 * @property {number | null} me_too how many had joined in when it was told
 */

/** @returns {Promise<Echo[]>} newest first */
export async function all() {
  /** @type {Echo[]} */
  const echoes = await transact(['echoes'], 'readonly', (tx) => ask(tx.objectStore('echoes').getAll()))
  return echoes.sort((a, b) => b.at - a.at)
}

/** @param {Echo} echo */
export const put = (echo) => transact(['echoes'], 'readwrite', (tx) => void tx.objectStore('echoes').put(echo))

/**
 * Change one by what it holds now.
 *
 * @param {string} id
 * @param {(echo: Echo) => Echo | null} change null removes it
 * @returns {Promise<Echo | null>} as it stands; null: it is no longer here
 */
export function change(id, change) {
  return transact(['echoes'], 'readwrite', async (tx) => {
    const echoes = tx.objectStore('echoes')
    const echo = await ask(echoes.get(id))
    const next = echo ? change(echo) : null
    if (next) echoes.put(next)
    else echoes.delete(id)
    return next
  })
}
