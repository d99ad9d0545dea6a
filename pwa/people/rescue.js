// What goes into a rescue bundle, and what comes out of one on another phone. Storage is given; nothing is sent.

import { isOpen } from '../capture/written.js'
import { bytes, change, get, photosOf } from '../outbox/box.js'
import { NOBODY, belongsTo, isUnsent } from '../outbox/row.js'
import { recall } from '../shared/facts.js'
import { NotABundle, read, write } from './bundle.js'
import { reopen, unpackPhoto } from './vault.js'

/** @typedef {import('../outbox/row.js').Row} Row */

/** Neither the office's key nor the owner's was ever fetched: this phone never met the server. */
export class NeverMet extends Error {}

/**
 * One file with everything of whoever is here that has not arrived. The rows stay; they can no longer be edited, for
 * what left in a file must be what leaves from here.
 *
 * @param {Row[]} all
 * @param {number} now
 * @returns {Promise<Blob>}
 */
export async function bundle(all, now) {
  const [me, key, office] = await Promise.all(['me', 'key', 'office'].map(recall))
  if (!me || !key || !office) throw new NeverMet('no key')
  const rows = all.filter((row) => belongsTo(row, me ?? NOBODY) && (isUnsent(row) || isOpen(row)))
  const pieces = []
  for await (const piece of write(itemsOf(rows, me, now), { office, owner: key.key })) pieces.push(piece)
  return new Blob(pieces, { type: 'application/octet-stream' })
}

/** @param {Row[]} rows @param {import('../outbox/deliver.js').Me} me @param {number} now */
async function* itemsOf(rows, { person, device }, now) {
  yield { kind: 'begin', v: 1, person, device, made_at: now, reports: rows.length }
  for (const { id } of rows) {
    const row = (await change(id, (kept) => (kept.sealed ? { ...kept, tried: true } : null))) ?? (await get(id))
    if (!row) continue
    const photos = await photosOf(id)
    yield { kind: 'report', row, body: await bytes(id), photos }
    for (const photo of photos) yield { kind: 'photo', id: photo.id, data: await bytes(photo.id) }
  }
  yield { kind: 'end', reports: rows.length }
}

/**
 * Take over what this phone has not got. A report appears when all of it is here.
 *
 * @param {Blob} file
 * @returns {Promise<{ taken: number, known: number }>} Throws NotABundle, NeverMet
 */
export async function unbundle(file) {
  const key = await recall('key')
  if (!key) throw new NeverMet('no key')
  const counted = { taken: 0, known: 0 }
  /** @type {any} the report whose photos come now */
  let open = null
  let ended = false
  const close = async () => {
    if (open) await reopen('reports', { ...open, row: asTaken(open.row) }, open.row.owner)
    open = null
  }
  for await (const item of read(file, key.key)) {
    if (item.kind === 'photo' && open) {
      const photo = open.photos.find((/** @type {{ id: string }} */ { id }) => id === item.id)
      if (photo) await unpackPhoto(photo, item.data)
    }
    if (item.kind === 'report' || item.kind === 'end') await close()
    if (item.kind === 'report') {
      const isKnown = Boolean(await get(item.row.id))
      counted[isKnown ? 'known' : 'taken'] += 1
      open = isKnown ? null : item
    }
    ended = item.kind === 'end'
  }
  if (!ended) throw new NotABundle('damaged')
  return counted
}

/** It starts anew with its words: the server says how far it is. @param {Row} row @returns {Row} */
function asTaken(row) {
  if (row.state === 'draft' || row.state === 'blocked') return row
  return { ...row, state: 'queued', server: null, tried: row.sealed !== null }
}
