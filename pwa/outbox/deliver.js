// Empties the outbox: words of all reports first, then photos, smallest first. A row moves only when the server
// has named the very bytes it now holds; everything else leaves it where it is. Storage and network are given.

import { follow } from '../follow/lines.js'
import { pauseReplies, sendReplies, sendReplyPhotos, settleReplies } from '../follow/send.js'
import { aboutAnything, aboutWords } from './answers.js'
import { belongsTo, isWaiting, ownerOf } from './row.js'
import { sendPhoto } from './photo.js'
import { identify, pause } from './sender.js'
import { Stop, block } from './stop.js'

/**
 * @typedef {import('./row.js').Row} Row
 * @typedef {typeof import('./box.js')} Box
 * @typedef {typeof import('./network.js')} Network
 * @typedef {typeof import('../shared/facts.js')} Facts
 * @typedef {import('./pace.js').Pace} Pace
 * @typedef {import('./answers.js').Meaning} Meaning
 * @typedef {{ person: string | null, device: string, name: string }} Me
 *
 * @typedef {object} Means what a delivery works with
 * @property {Box} box
 * @property {Network} network
 * @property {Facts} facts
 * @property {Pace} pace
 * @property {(news: import('../shared/news.js').News) => void} tell
 * @property {() => number} now
 * @property {() => Promise<void>} beat renews the lock where it is a lease
 */

/** How a delivery ended. @typedef {'done' | 'later' | 'sign-in'} Outcome */

/**
 * One pass over the queue. Call it under the lock.
 *
 * @param {Means} means
 * @returns {Promise<Outcome>}
 */
export async function deliver(means) {
  if (means.pace.rest) return 'later'
  try {
    const me = await identify(means)
    await sendReplies(means, me)
    const left = (await sendAll(means, me)) + (await sendReplyPhotos(means, me))
    await learn(means, me)
    await settleReplies(means, me)
    if (left) means.pace.failed()
    return left ? 'later' : 'done'
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    if (error.meaning.kind === 'sign-in') return Promise.all([pause(means.box), pauseReplies()]).then(() => /** @type {const} */ ('sign-in'))
    means.pace.failed(error.meaning.kind === 'again' ? error.meaning.wait_s : null)
    return 'later'
  }
}

/** @param {Means} means @param {Me} me @returns {Promise<number>} how many rows must be tried again */
async function sendAll(means, me) {
  const greeted = /** @type {Set<string>} */ (new Set())
  for (;;) {
    const rows = (await means.box.waiting()).filter((row) => belongsTo(row, me))
    const step = next(rows, greeted)
    if (!step) return rows.filter((row) => row.sealed).length
    await step(means, me)
    await means.beat()
    means.tell({ what: 'rows' })
  }
}

/**
 * The most urgent thing to do. A report saved while photos travel has its words sent before the next photo.
 *
 * @param {Row[]} rows oldest first
 * @param {Set<string>} greeted turns already taken in this pass
 * @returns {((means: Means, me: Me) => Promise<unknown>) | null}
 */
export function next(rows, greeted) {
  const fresh = rows.filter((row) => !greeted.has(turn(row)))
  const gone = fresh.find((row) => row.state === 'discarding')
  if (gone) return (means) => once(greeted, gone, () => discard(means, gone))
  const speechless = fresh.find(needsWords)
  if (speechless) return (means, me) => once(greeted, speechless, () => sendWords(means, me, speechless))
  const photo = smallest(rows)
  return photo && ((means) => sendPhoto(means, photo.row, photo.sha256))
}

/** Once in each state: a server that never says `complete` must not be asked without end. @param {Row} row */
const turn = (row) => `${row.state} ${row.id}`

/** @param {Set<string>} greeted @param {Row} row @param {() => Promise<unknown>} work */
function once(greeted, row, work) {
  greeted.add(turn(row))
  return work()
}

/** The words, or the question whether everything is there. @param {Row} row */
const needsWords = (row) =>
  row.sealed !== null && (row.state === 'queued' || (row.state === 'sending' && missing(row).length === 0))

/** @param {Row} row */
const missing = (row) => (row.state === 'sending' ? (row.server?.photos.filter((p) => !p.complete) ?? []) : [])

/** @param {Row[]} rows */
function smallest(rows) {
  const size = (/** @type {Row} */ row, /** @type {string} */ sha256) =>
    row.sealed?.photos.find((photo) => photo.sha256 === sha256)?.size ?? 0
  const photos = rows.flatMap((row) =>
    missing(row).map(({ sha256, offset }) => ({ row, sha256, left: size(row, sha256) - offset })),
  )
  return photos.sort((a, b) => a.left - b.left)[0] ?? null
}

/** @param {Means} means @param {Me} me @param {Row} row */
async function sendWords({ box, network, pace, now }, me, row) {
  const body = await box.bytes(row.id)
  if (!body || !row.sealed) return block(box, row, 'lost_bytes')
  // On the disk before the first byte leaves: from here on the row is this sender's and can no longer change.
  const owner = row.owner || ownerOf(me)
  await box.change(row.id, (kept) => (isWaiting(kept) ? { ...kept, tried: true, owner } : null))

  const began = now()
  const answer = await network.putWords(row.id, body, began - (row.captured_at ?? began))
  const meaning = aboutWords(answer, { id: row.id, digest: row.sealed.digest })
  if (meaning.kind === 'blocked') return block(box, row, meaning.reason)
  if (meaning.kind !== 'ok') throw new Stop(meaning)

  pace.progressed(body.byteLength, now() - began)
  pace.chunkMax = answer?.body.limits?.chunk_max ?? pace.chunkMax
  const { number, state, photos } = answer?.body
  const then = state === 'partial' ? 'sending' : 'sent'
  return box.change(row.id, (kept) =>
    isWaiting(kept) && kept.state !== 'discarding' ? { ...kept, state: then, server: { number, state, photos } } : null,
  )
}

/** @param {Means} means @param {Row} row */
async function discard({ box, network }, row) {
  if (row.tried) {
    const meaning = aboutAnything(await network.discard(row.id))
    // It had arrived whole before the wish to drop it: it stays the server's.
    if (meaning.kind === 'blocked') return box.change(row.id, (kept) => ({ ...kept, state: 'sending' }))
    if (meaning.kind !== 'ok' && meaning.kind !== 'unknown') throw new Stop(meaning)
  }
  return box.remove(row.id)
}

/** Ask how all fare; let the bytes go of those the archive has. @param {Means} means @param {Me} me */
async function learn(means, me) {
  const sent = await means.box.inState('sent')
  const { lines, meaning } = await follow(means, me, { urgent: sent.length > 0 })
  if (sent.length && meaning?.kind !== 'ok') throw new Stop(meaning ?? { kind: 'again', wait_s: null })
  const custody = new Map(lines.map((line) => [line.id, line.state]))
  for (const row of sent) await settle(means, row, custody.get(row.id))
  if (meaning) means.tell({ what: 'rows' })
}

/** @param {Means} means @param {Row} row @param {string | undefined} custody */
async function settle({ box, network }, row, custody) {
  // The server lost chunks it had acknowledged: it says so by asking for them again, and the phone still has them.
  if (custody === 'partial') return box.change(row.id, (kept) => ({ ...kept, state: 'queued', server: null }))
  if (custody !== 'stored') return null
  const answer = await network.receipt(row.id)
  const meaning = aboutAnything(answer)
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
