// Answers to reviewers' questions as they lie in the database. Every change reads and writes in one transaction and
// is on the disk before it is believed.

import { ask, transact } from '../shared/database.js'
import { isRemovable, isWaiting } from './reply.js'

/** @typedef {import('./reply.js').Reply} Reply */

/** @param {Reply} reply */
export const add = (reply) => transact(['answers'], 'readwrite', (tx) => void tx.objectStore('answers').add(reply))

/** @param {string} id @returns {Promise<Reply | undefined>} */
export const get = (id) => transact(['answers'], 'readonly', (tx) => ask(tx.objectStore('answers').get(id)))

/** Oldest first. @returns {Promise<Reply[]>} */
export const all = () => transact(['answers'], 'readonly', (tx) => ask(tx.objectStore('answers').getAll()))

/** Oldest first: what the next delivery may do something for. */
export const waiting = async () => (await all()).filter(isWaiting)

/**
 * Change one by what it holds now.
 *
 * @param {string} id
 * @param {(reply: Reply) => Reply | null} change null leaves it as it is
 * @param {'readwrite' | 'quick'} [mode]
 * @returns {Promise<Reply | null>}
 */
export function change(id, change, mode = 'readwrite') {
  return transact(['answers'], mode, (tx) => changed(tx, id, change))
}

/** @param {IDBTransaction} tx @param {string} id @param {(reply: Reply) => Reply | null} change */
async function changed(tx, id, change) {
  const answers = tx.objectStore('answers')
  const reply = await ask(answers.get(id))
  const next = reply ? change(reply) : null
  if (next) answers.put(next)
  return next
}

/**
 * Freeze it: from here on the same bytes are sent. Sealing twice keeps the first.
 *
 * @param {string} id
 * @param {import('../outbox/row.js').Sealed} sealed
 * @param {ArrayBuffer} body
 */
export function seal(id, sealed, body) {
  return transact(['answers', 'bytes'], 'readwrite', async (tx) => {
    const next = await changed(tx, id, (reply) => (reply.state === 'queued' && !reply.sealed ? { ...reply, sealed } : null))
    if (next) tx.objectStore('bytes').put({ id, data: body })
  })
}

/** The archive has it: keep the words, let the bytes go. @param {string} id */
export function purge(id) {
  return transact(['answers', 'photos', 'bytes'], 'readwrite', async (tx) => {
    const next = await changed(tx, id, (reply) => ({ ...reply, state: 'stored' }))
    if (next) await dropBytes(tx, id)
  })
}

/** Throw it away, unless the server has it or may have it. @param {string} id */
export function remove(id) {
  return transact(['answers', 'photos', 'bytes'], 'readwrite', async (tx) => {
    const reply = await ask(tx.objectStore('answers').get(id))
    if (!reply || !isRemovable(reply)) return
    await dropBytes(tx, id)
    for (const key of await ask(tx.objectStore('photos').index('report').getAllKeys(id))) tx.objectStore('photos').delete(key)
    tx.objectStore('answers').delete(id)
  })
}

/** @param {IDBTransaction} tx @param {string} id */
async function dropBytes(tx, id) {
  const photos = await ask(tx.objectStore('photos').index('report').getAllKeys(id))
  for (const key of [id, ...photos]) tx.objectStore('bytes').delete(key)
}
