// An answer to a reviewer's question, as the phone keeps it. Called a reply: "answers" are those to the questions of a
// category. Pure: no page, no network, no storage.

import { promise } from '../capture/sealing.js'
import { sha256 } from '../shared/digest.js'
import { speakable } from '../shared/text.js'
import { localIso } from '../shared/time.js'

export const REPLY_VERSION = 1
export const WORDS_MAX = 2000
export const PHOTOS_MAX = 2

/** @typedef {'draft' | 'queued' | 'sending' | 'sent' | 'stored' | 'paused_auth' | 'blocked'} ReplyState */
/** @typedef {import('../outbox/row.js').Reason | 'not_asked'} ReplyReason */

/**
 * One row of the store `answers`; its photos lie in `photos` with this row's id as their report.
 *
 * @typedef {object} Reply
 * @property {string} id UUIDv7, the answer's own
 * @property {number} v
 * @property {string} report
 * @property {string} owner the person it is sent as, see row.js
 * @property {ReplyState} state
 * @property {string} words
 * @property {string} asked_at when the question was asked: another question is another answer
 * @property {boolean} awaiting the camera or gallery was opened and has not yet come back
 * @property {number} created_at milliseconds since 1970 by this phone's clock
 * @property {number | null} answered_at
 * @property {import('../outbox/row.js').Sealed | null} sealed
 * @property {boolean} tried
 * @property {import('../outbox/row.js').AtServer | null} server
 * @property {ReplyReason | null} blocked
 */

/**
 * @param {{ id: string, report: string, owner: string, asked_at: string, now: number }} of
 * @returns {Reply}
 */
export function newReply({ id, report, owner, asked_at, now }) {
  return {
    id, v: REPLY_VERSION, report, owner, state: 'draft', words: '', asked_at, awaiting: false,
    created_at: now, answered_at: null, sealed: null, tried: false, server: null, blocked: null,
  }
}

/** The next delivery may do something for it. @param {Reply} reply */
export const isWaiting = (reply) => reply.state === 'queued' || reply.state === 'sending'

/** Still on its way: the person would lose something if this phone were lost. @param {Reply} reply */
export const isUnsent = ({ state }) => state === 'queued' || state === 'sending' || state === 'paused_auth'

/** What may still be thrown away: the server never saw it, or will never take it. @param {Reply} reply */
export const isRemovable = (reply) => reply.state === 'draft' || reply.state === 'blocked' || (reply.state === 'queued' && !reply.tried)

/** Whether there is something to send. @param {{ words: string }} reply @param {unknown[]} photos */
export const saysSomething = (reply, photos) => speakable(reply.words).trim() !== '' || photos.length > 0

/**
 * The bytes that travel (protocol v1, part 4).
 *
 * @param {Reply} reply saved
 * @param {import('../outbox/row.js').PhotoRow[]} photos all in their final form
 * @returns {Promise<{ body: ArrayBuffer, sealed: import('../outbox/row.js').Sealed }>}
 */
export async function sealReply(reply, photos) {
  const different = photos.filter((photo, i) => photos.findIndex((p) => p.sha256 === photo.sha256) === i)
  const said = {
    v: 1,
    id: reply.id,
    report: reply.report,
    words: speakable(reply.words).trim(),
    answered_at: localIso(reply.answered_at ?? reply.created_at),
    photos: different.map(promise),
  }
  const bytes = new TextEncoder().encode(JSON.stringify(said))
  const body = /** @type {ArrayBuffer} */ (bytes.buffer.slice(0, bytes.byteLength))
  const promised = different.map(({ id, sha256, size }) => ({ photo: id, sha256, size }))
  return { body, sealed: { digest: await sha256(body), size: body.byteLength, photos: promised } }
}
