// How what was sent fares: the bytes stay on the phone until a receipt proves that the archive has them.

import { follow } from '../follow/lines.js'
import { aboutAnything } from './answers.js'
import { belongsTo } from './row.js'
import { Stop } from './stop.js'

/**
 * @typedef {import('./deliver.js').Pass} Pass
 * @typedef {import('./row.js').Row} Row
 */

/** Ask how all fare; let the bytes go of those the archive has. @param {Pass} pass */
export async function learn(pass) {
  const { box, tell, me } = pass
  const sent = (await box.inState('sent')).filter((row) => belongsTo(row, me))
  const { lines, meaning } = await follow(pass, me, { urgent: sent.length > 0 })
  if (sent.length && meaning.kind !== 'ok') throw new Stop(meaning)
  const custody = new Map(lines.map((line) => [line.id, line.state]))
  for (const row of sent) await settle(pass, row, custody.get(row.id))
  tell({ what: 'rows' })
}

/** @param {Pass} pass @param {Row} row @param {string | undefined} custody */
async function settle({ box, network }, row, custody) {
  // The server lost chunks it had acknowledged: it says so by asking for them again, and the phone still has them.
  if (custody === 'partial') return box.change(row.id, (kept) => ({ ...kept, state: 'queued', server: null }))
  if (custody !== 'stored') return null
  const answer = await network.receipt(row.id)
  const meaning = aboutAnything(answer)
  if (meaning.kind === 'unknown' || meaning.kind === 'blocked') return null // this one's trouble alone; its bytes stay
  if (meaning.kind !== 'ok') throw new Stop(meaning)
  return proves(answer?.body, row) ? box.purge(row.id, answer?.body) : null
}

/**
 * Whether the receipt names these very words and photos as archived.
 *
 * @param {any} receipt
 * @param {Row} row
 */
export function proves(receipt, row) {
  if (!row.sealed || receipt?.id !== row.id || receipt.digest !== row.sealed.digest || !receipt.stored_at) return false
  const named = new Set(receipt.photos.map((/** @type {any} */ photo) => photo.sha256 ?? photo))
  return row.sealed.photos.every((photo) => named.has(photo.sha256))
}
