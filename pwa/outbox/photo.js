// Sends one photo, chunk by chunk, from wherever the server says it stands.

import { sha256 as digestOf } from '../shared/digest.js'
import { aboutChunk } from './answers.js'
import { Stop, block } from './stop.js'

/**
 * @typedef {import('./deliver.js').Means} Means
 * @typedef {import('./row.js').Row} Row
 */

/** Chunks refused in a row without progress before the bytes themselves are suspected. */
const PATIENCE = 3

/**
 * @param {Means} means
 * @param {Row} row
 * @param {string} sha256
 */
export async function sendPhoto(means, row, sha256) {
  const { box } = means
  const promised = row.sealed?.photos.find((photo) => photo.sha256 === sha256)
  const data = promised && (await box.bytes(promised.photo))
  if (!data || data.byteLength !== promised.size) return block(box, row, 'lost_bytes')
  const known = row.server?.photos.find((photo) => photo.sha256 === sha256)?.offset ?? 0
  const photo = { row, sha256, data: new Uint8Array(data), offset: known, refused: 0 }

  if (known > 0 && !(await look(means, photo))) return again(box, row)
  while (photo.offset < photo.data.length) {
    const fate = await sendChunk(means, photo)
    if (fate === 'unknown') return again(box, row)
    if (fate === 'blocked') return undefined
    if (photo.refused >= PATIENCE) return suspect(box, photo)
  }
  return record(means, photo, true)
}

/** @typedef {{ row: Row, sha256: string, data: Uint8Array<ArrayBuffer>, offset: number, refused: number }} Photo */

/** The last answer may have been lost: ask before sending bytes twice. @param {Means} means @param {Photo} photo */
async function look({ network }, photo) {
  const answer = await network.headPhoto(photo.row.id, photo.sha256)
  const meaning = aboutChunk(answer)
  if (meaning.kind === 'unknown') return false
  if (meaning.kind !== 'ok' || !answer) throw new Stop(meaning)
  photo.offset = answer.offset ?? photo.offset
  return true
}

/** @param {Means} means @param {Photo} photo @returns {Promise<'sent' | 'unknown' | 'blocked'>} */
async function sendChunk(means, photo) {
  const { box, network, pace, now } = means
  const chunk = photo.data.subarray(photo.offset, photo.offset + pace.chunk)
  const last = photo.offset + chunk.length === photo.data.length
  const began = now()
  const answer = await network.patchPhoto(photo.row.id, photo.sha256, chunk, { offset: photo.offset, last })
  const meaning = aboutChunk(answer)
  if (meaning.kind === 'unknown') return 'unknown'
  if (meaning.kind === 'blocked') {
    await block(box, photo.row, meaning.reason)
    return 'blocked'
  }
  if (meaning.kind !== 'ok' || !answer) throw new Stop(meaning)

  const offset = answer.offset ?? 0
  if (offset > photo.offset) pace.progressed(chunk.length, now() - began)
  photo.refused = offset > photo.offset ? 0 : photo.refused + 1
  photo.offset = answer.complete ? photo.data.length : offset
  await means.beat()
  if (answer.custody && answer.custody !== 'partial') await arrived(box, photo, answer.custody)
  else await record(means, photo, answer.complete)
  return 'sent'
}

/** Progress, for the list and for the next start; losing it costs one question. @param {Means} means @param {Photo} photo @param {boolean} complete */
async function record({ box, tell }, photo, complete) {
  const { row, sha256, offset } = photo
  await box.change(row.id, (kept) => withOffset(kept, sha256, offset, complete), 'quick')
  tell({ what: 'progress', report: row.id, sha256, offset })
}

/** @param {Row} row @param {string} sha256 @param {number} offset @param {boolean} complete @returns {Row | null} */
function withOffset(row, sha256, offset, complete) {
  if (!row.server || row.state !== 'sending') return null
  const photos = row.server.photos.map((p) => (p.sha256 === sha256 ? { ...p, offset, complete } : p))
  return { ...row, server: { ...row.server, photos } }
}

/** The last missing piece: the server has everything. @param {import('./deliver.js').Box} box @param {Photo} photo @param {string} custody */
function arrived(box, { row, sha256, offset }, custody) {
  return box.change(row.id, (kept) => {
    const next = withOffset(kept, sha256, offset, true)
    const state = custody === 'stored' ? /** @type {const} */ ('stored') : /** @type {const} */ ('complete')
    return next?.server ? { ...next, state: 'sent', server: { ...next.server, state } } : null
  })
}

/** The server does not know the words any more: begin there. @param {import('./deliver.js').Box} box @param {Row} row */
function again(box, row) {
  return box.change(row.id, (kept) => (kept.state === 'sending' ? { ...kept, state: 'queued', server: null } : null))
}

/** Refused again and again: are these still the bytes that were sealed? @param {import('./deliver.js').Box} box @param {Photo} photo */
async function suspect(box, { row, sha256, data }) {
  return block(box, row, (await digestOf(data)) === sha256 ? 'corrupt' : 'lost_bytes')
}
