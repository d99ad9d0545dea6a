// Sends the words of one report, and takes back what was dropped.

import { aboutAnything, aboutWords } from './answers.js'
import { isWaiting, ownerOf } from './row.js'
import { block, end } from './stop.js'

/**
 * @typedef {import('./deliver.js').Pass} Pass
 * @typedef {import('./row.js').Row} Row
 */

/** @param {Pass} pass @param {Row} row */
export async function sendWords({ box, network, pace, now, me }, row) {
  const body = await box.bytes(row.id)
  if (!body || !row.sealed) return block(box, row, 'lost_bytes')
  // On the disk before the first byte leaves: from here on the row is this sender's and can no longer change.
  const owner = row.owner || ownerOf(me)
  const begun = await box.change(row.id, (kept) => (isStill(kept, row) ? { ...kept, tried: true, owner } : null))
  if (!begun) return undefined // opened for editing, or let go, a moment ago

  const began = now()
  const answer = await network.putWords(row.id, body, began - (row.captured_at ?? began), owner)
  if (!answer) pace.cut()
  const meaning = aboutWords(answer, { id: row.id, digest: row.sealed.digest })
  if (meaning.kind === 'blocked') return block(box, row, meaning.reason, answer?.body?.fields)
  if (meaning.kind !== 'ok') return end(box, row, meaning)

  pace.progressed(body.byteLength, now() - began)
  pace.chunkMax = answer?.body.limits?.chunk_max ?? pace.chunkMax
  const { number, state, photos = [] } = answer?.body
  const then = state === 'partial' ? 'sending' : 'sent'
  return box.change(row.id, (kept) =>
    isWaiting(kept) && kept.state !== 'discarding' ? { ...kept, state: then, server: { number, state, photos } } : null,
  )
}

/** What was read to be sent is what lies there now. @param {Row} kept @param {Row} row */
const isStill = (kept, row) => isWaiting(kept) && kept.state !== 'discarding' && kept.sealed?.digest === row.sealed?.digest

/** @param {Pass} pass @param {Row} row */
export async function discard({ box, network, me }, row) {
  // Under the id of a clash the server has another report, which nobody asked to drop.
  if (row.tried && row.blocked !== 'clash') {
    const meaning = aboutAnything(await network.discard(row.id, ownerOf(me)))
    // It had arrived whole before the wish to drop it: it stays the server's.
    if (meaning.kind === 'blocked') return box.change(row.id, (kept) => ({ ...kept, state: 'sending' }))
    if (meaning.kind !== 'ok' && meaning.kind !== 'unknown') return end(box, row, meaning)
  }
  return box.remove(row.id)
}
