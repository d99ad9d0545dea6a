// What goes into a rescue bundle. Storage is given; nothing is sent.

import { isOpen } from '../capture/written.js'
import { isUnsent as isUnsentReply } from '../follow/reply.js'
import * as replies from '../follow/replies.js'
import { bytes, photosOf } from '../outbox/box.js'
import { NOBODY, belongsTo, isUnsent } from '../outbox/row.js'
import { recall } from '../shared/facts.js'
import { write } from './bundle.js'
import { CARGO, NeverMet } from './cargo.js'

export { NeverMet } from './cargo.js'
export { unbundle } from './taking.js'

/** @typedef {import('../outbox/row.js').Row} Row */
/** @typedef {{ file: Blob, reports: number, answers: number }} Made */

/**
 * One file with everything of whoever is here that has not arrived. The rows stay; they can no longer be edited, for
 * what left in a file must be what leaves from here. An answer the server will never take stays with its words here.
 *
 * @param {Row[]} all
 * @param {number} now
 * @returns {Promise<Made>}
 */
export async function bundle(all, now) {
  const [me, key, office] = await Promise.all(['me', 'key', 'office'].map(recall))
  if (!me || !key || !office) throw new NeverMet('no key')
  const isMine = (/** @type {any} */ row) => belongsTo(row, me ?? NOBODY)
  const reports = all.filter((row) => isMine(row) && (isUnsent(row) || isOpen(row)))
  const answers = (await replies.all()).filter((reply) => isMine(reply) && (isUnsentReply(reply) || reply.state === 'draft'))
  const pieces = []
  for await (const piece of write(itemsOf({ reports, answers }, me, now), { office, owner: key.key })) pieces.push(piece)
  const file = new Blob(pieces, { type: 'application/octet-stream' })
  return { file, reports: reports.length, answers: answers.length }
}

/** @param {Record<'reports' | 'answers', { id: string }[]>} of @param {import('../outbox/deliver.js').Me} me @param {number} now */
async function* itemsOf({ reports, answers }, { person, device }, now) {
  const counts = { reports: reports.length, answers: answers.length }
  yield { kind: 'begin', v: 1, person, device, made_at: now, ...counts }
  for (const { id } of reports) yield* whole('report', id)
  for (const { id } of answers) yield* whole('answer', id)
  yield { kind: 'end', ...counts }
}

/** @param {'report' | 'answer'} kind @param {string} id */
async function* whole(kind, id) {
  const row = await CARGO[kind].hold(id)
  if (!row) return
  const photos = await photosOf(id)
  yield { kind, row, body: await bytes(id), photos }
  for (const photo of photos) yield { kind: CARGO[kind].photo, id: photo.id, data: await bytes(photo.id) }
}
