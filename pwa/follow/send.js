// Sends answers to reviewers' questions: words before photos of anything, photos as photos of their report. A row moves
// only when the server has named the very bytes it holds. Storage and network are given.

import { aboutAnything, aboutReply } from '../outbox/answers.js'
import { sendPhoto } from '../outbox/photo.js'
import { belongsTo, ownerOf } from '../outbox/row.js'
import { Stop, end } from '../outbox/stop.js'
import * as replies from './replies.js'

/**
 * @typedef {import('./reply.js').Reply} Reply
 * @typedef {import('../outbox/deliver.js').Pass} Pass
 * @typedef {import('../outbox/deliver.js').Me} Me
 */

/** @param {Pass} pass */
export async function sendReplies(pass) {
  const { me } = pass
  await resume(me)
  for (const reply of await mine(me)) if (reply.sealed) await sendWords(pass, reply)
}

/**
 * @param {Pass} pass
 * @param {boolean} mayGo whether photos may: they wait for Wi-Fi like those of reports
 * @returns {Promise<{ stuck: number, held: number }>} how many must be tried again, how many wait for Wi-Fi
 */
export async function sendReplyPhotos(pass, mayGo) {
  const { me } = pass
  for (const reply of mayGo ? await mine(me) : []) {
    for (const photo of missing(reply)) await sendPhoto(/** @type {any} */ (asReport(pass, reply)), /** @type {any} */ (reply), photo)
    await pass.beat()
  }
  for (const reply of await mine(me)) if (reply.state === 'sending' && !missing(reply).length) await sendWords(pass, reply)
  const left = (await mine(me)).filter((reply) => reply.sealed)
  const held = mayGo ? [] : left.filter((reply) => missing(reply).length)
  return { stuck: left.length - held.length, held: held.length }
}

/** @param {Me} me */
const mine = async (me) => (await replies.waiting()).filter((reply) => belongsTo(/** @type {any} */ (reply), me))

/** @param {Reply} reply smallest first */
function missing(reply) {
  if (reply.state !== 'sending') return []
  const size = (/** @type {string} */ sha256) => reply.sealed?.photos.find((photo) => photo.sha256 === sha256)?.size ?? 0
  const left = reply.server?.photos.filter((photo) => !photo.complete) ?? []
  return left.map(({ sha256 }) => sha256).sort((a, b) => size(a) - size(b))
}

/**
 * What photo.js works with, for a reply: its row, and the address of the report. The custody it hears of is the
 * report's, not the reply's: that is asked for with the words.
 *
 * @param {Pass} pass @param {Reply} reply
 */
function asReport(pass, reply) {
  const { box, network } = pass
  return {
    ...pass,
    box: { change: replies.change, bytes: box.bytes },
    network: {
      ...network,
      headPhoto: (/** @type {string} */ _, /** @type {[string, string]} */ ...rest) => network.headPhoto(reply.report, ...rest),
      patchPhoto: async (/** @type {string} */ _, /** @type {[string, any, any]} */ ...rest) => {
        const answer = await network.patchPhoto(reply.report, ...rest)
        return answer && { ...answer, custody: null }
      },
    },
  }
}

/** @param {Pass} pass @param {Reply} reply */
async function sendWords({ box, network, pace, now, tell, me }, reply) {
  const body = await box.bytes(reply.id)
  if (!body || !reply.sealed) return block(reply, 'lost_bytes')
  const owner = reply.owner || ownerOf(me)
  if (!(await replies.change(reply.id, (kept) => ({ ...kept, tried: true, owner })))) return // thrown away a moment ago
  const began = now()
  const answer = await network.putReply(reply.report, reply.id, body, owner)
  const meaning = aboutReply(answer, { id: reply.id, digest: reply.sealed.digest })
  if (meaning.kind === 'blocked') await block(reply, meaning.reason)
  else if (meaning.kind !== 'ok') await end(/** @type {any} */ (replies), /** @type {any} */ (reply), meaning)
  else {
    pace.progressed(body.byteLength, now() - began)
    pace.chunkMax = answer?.body.limits?.chunk_max ?? pace.chunkMax
    const { number, state, photos } = answer?.body
    await replies.change(reply.id, (kept) => ({ ...kept, state: state === 'partial' ? 'sending' : 'sent', server: { number, state, photos } }))
  }
  tell({ what: 'rows' })
}

/** @param {Reply} reply @param {import('./reply.js').ReplyReason} reason */
const block = (reply, reason) => replies.change(reply.id, (kept) => ({ ...kept, state: 'blocked', blocked: reason }))

/** Let the bytes go of those the archive has. @param {Pass} pass */
export async function settleReplies({ network, tell, me }) {
  const sent = (await replies.all()).filter((reply) => reply.state === 'sent' && belongsTo(/** @type {any} */ (reply), me))
  for (const reply of sent) {
    const answer = await network.receipt(reply.report)
    const meaning = aboutAnything(answer)
    if (meaning.kind === 'again') throw new Stop(meaning)
    if (meaning.kind !== 'ok' || !proves(answer?.body, reply)) continue
    await replies.purge(reply.id)
    tell({ what: 'rows' })
  }
}

/** How many wait for the proof that they are archived. */
export const unproven = async () => (await replies.all()).filter((reply) => reply.state === 'sent').length

/**
 * Whether the receipt names this very answer and its photos as archived.
 *
 * @param {any} receipt
 * @param {Reply} reply
 */
export function proves(receipt, reply) {
  const named = receipt?.answers?.find((/** @type {any} */ answer) => answer.id === reply.id)
  if (!reply.sealed || receipt.id !== reply.report || named?.digest !== reply.sealed.digest || !named.stored_at) return false
  const safe = new Set(receipt.photos.filter((/** @type {any} */ photo) => photo.stored_at).map((/** @type {any} */ photo) => photo.sha256))
  return reply.sealed.photos.every((photo) => safe.has(photo.sha256))
}

/** Whoever is signed in now: what is theirs goes on. @param {Me} me */
async function resume(me) {
  for (const reply of await replies.all()) {
    if (reply.state === 'paused_auth' && belongsTo(/** @type {any} */ (reply), me)) await replies.change(reply.id, (kept) => ({ ...kept, state: 'queued' }))
  }
}

/** Nothing is lost: they wait until someone signs in. */
export async function pauseReplies() {
  for (const { id } of await replies.waiting()) await replies.change(id, (kept) => ({ ...kept, state: 'paused_auth' }))
}
