// Sends one photo, chunk by chunk, from wherever the server says it stands.

import { sha256 as digestOf } from '../shared/digest.js'
import { aboutChunk } from './answers.js'
import { ownerOf } from './row.js'
import { block, end } from './stop.js'

/**
 * @typedef {import('./deliver.js').Pass} Pass
 * @typedef {import('./row.js').Row} Row
 * @typedef {import('./row.js').PhotoAtServer} PhotoAtServer
 */

/** Chunks damaged on the way in a row before the line counts as down. */
const PATIENCE = 3
/** Times the server may find that the whole photo is another one, while the phone finds its bytes right. */
const WRONG_MAX = 2

/**
 * @typedef {object} Photo
 * @property {Row} row
 * @property {string} sha256
 * @property {Uint8Array<ArrayBuffer>} data
 * @property {number} offset bytes the server has
 * @property {number} stuck chunks in a row that moved nothing
 * @property {number} wrong times the whole was not the promised photo
 */

/**
 * Until it is whole, refused, or another lane has met a fault.
 *
 * @param {Pass} pass
 * @param {Row} row
 * @param {string} sha256
 */
export async function sendPhoto(pass, row, sha256) {
  const { box } = pass
  const promised = row.sealed?.photos?.find((photo) => photo.sha256 === sha256)
  const data = promised && (await box.bytes(promised.photo))
  if (!data || data.byteLength !== promised.size) return block(box, row, 'lost_bytes')
  const known = row.server?.photos.find((photo) => photo.sha256 === sha256)
  /** @type {Photo} */
  const photo = { row, sha256, data: new Uint8Array(data), offset: known?.offset ?? 0, stuck: 0, wrong: known?.wrong ?? 0 }

  if (known?.begun) {
    if (!(await look(pass, photo))) return again(box, row)
  } else await record(pass, photo, { begun: true })
  while (photo.offset < photo.data.length && !pass.lanes.faults.length) {
    const fate = await sendChunk(pass, photo)
    if (fate === 'unknown') return again(box, row)
    if (fate === 'blocked') return undefined
  }
  return record(pass, photo, { complete: photo.offset === photo.data.length })
}

/** The last answer may have been lost: ask before sending bytes twice. @param {Pass} pass @param {Photo} photo */
async function look({ box, network, me }, photo) {
  const answer = await network.headPhoto(photo.row.id, photo.sha256, ownerOf(me))
  const meaning = aboutChunk(answer)
  if (meaning.kind === 'unknown') return false
  if (meaning.kind !== 'ok' || !answer) return end(box, photo.row, meaning)
  photo.offset = answer.offset ?? photo.offset
  return true
}

/** @param {Pass} pass @param {Photo} photo @returns {Promise<'sent' | 'unknown' | 'blocked'>} */
async function sendChunk(pass, photo) {
  const { box, network, pace, now, me } = pass
  const chunk = photo.data.subarray(photo.offset, photo.offset + pace.pieceOf(photo.data.length - photo.offset))
  const last = photo.offset + chunk.length === photo.data.length
  const began = now()
  const how = { offset: photo.offset, last, owner: ownerOf(me) }
  const answer = await network.patchPhoto(photo.row.id, photo.sha256, chunk, how)
  if (!answer) pace.cut()
  const meaning = aboutChunk(answer)
  if (meaning.kind === 'unknown') return 'unknown'
  if (meaning.kind === 'blocked') {
    await block(box, photo.row, meaning.reason)
    return 'blocked'
  }
  if (meaning.kind !== 'ok' || !answer) return end(box, photo.row, meaning)
  if (answer.offset !== null && answer.offset > photo.offset) pace.progressed(chunk.length, now() - began)
  await pass.beat()
  return take(pass, photo, answer)
}

/** @param {Pass} pass @param {Photo} photo @param {import('./answers.js').Answer} answer @returns {Promise<'sent' | 'blocked'>} */
async function take(pass, photo, answer) {
  const offset = answer.offset ?? 0
  photo.stuck = offset === photo.offset ? photo.stuck + 1 : 0
  photo.wrong += Number(isWrong(answer))
  photo.offset = answer.complete ? photo.data.length : offset
  if (isWrong(answer) && (await suspect(pass, photo))) return 'blocked'
  if (photo.stuck >= PATIENCE) return end(pass.box, photo.row, { kind: 'again', wait_s: null })
  if (answer.custody && answer.custody !== 'partial') await arrived(pass.box, photo, answer.custody)
  else await record(pass, photo, { complete: answer.complete, wrong: photo.wrong })
  return 'sent'
}

/** Every byte is there and the whole is another photo. @param {import('./answers.js').Answer} answer */
const isWrong = (answer) => answer.status === 422 && /wrong-photo$/.test(answer.body?.type ?? '')

/**
 * Are these still the bytes that were sealed? If so they are sent once more; refused again, a person must act.
 *
 * @param {Pass} pass
 * @param {Photo} photo
 * @returns {Promise<boolean>} whether the row is blocked now
 */
async function suspect({ box }, { row, sha256, data, wrong }) {
  const rotten = (await digestOf(data)) !== sha256
  if (!rotten && wrong < WRONG_MAX) return false
  await block(box, row, rotten ? 'lost_bytes' : 'corrupt')
  return true
}

/** Progress, for the list and for the next start; losing it costs one question. @param {Pass} pass @param {Photo} photo @param {Partial<PhotoAtServer>} news */
async function record({ box, tell }, { row, sha256, offset }, news) {
  await box.change(row.id, (kept) => withNews(kept, sha256, { ...news, offset }), 'quick')
  tell({ what: 'progress', report: row.id, sha256, offset })
}

/** @param {Row} row @param {string} sha256 @param {Partial<PhotoAtServer>} news @returns {Row | null} */
function withNews(row, sha256, news) {
  if (!row.server || row.state !== 'sending') return null
  const photos = row.server.photos.map((photo) => (photo.sha256 === sha256 ? { ...photo, ...news } : photo))
  return { ...row, server: { ...row.server, photos } }
}

/** The last missing piece: the server has everything. @param {import('./deliver.js').Box} box @param {Photo} photo @param {string} custody */
function arrived(box, { row }, custody) {
  return box.change(row.id, (kept) => {
    if (!kept.server || kept.state !== 'sending') return null
    const state = custody === 'stored' ? /** @type {const} */ ('stored') : /** @type {const} */ ('complete')
    const photos = kept.server.photos.map((photo) => ({ ...photo, complete: true }))
    return { ...kept, state: 'sent', server: { ...kept.server, state, photos } }
  })
}

/** The server does not know the words any more: begin there. @param {import('./deliver.js').Box} box @param {Row} row */
function again(box, row) {
  return box.change(row.id, (kept) => (kept.state === 'sending' ? { ...kept, state: 'queued', server: null } : null))
}
