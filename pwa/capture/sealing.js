// Makes the bytes that travel: what is sent tomorrow is byte for byte what was sealed today.

import { base64, sha256 } from '../shared/digest.js'
import { speakable } from '../shared/text.js'
import { localIso } from '../shared/time.js'

/**
 * @typedef {import('../outbox/row.js').Row} Row
 * @typedef {import('../outbox/row.js').PhotoRow} PhotoRow
 */

/**
 * @param {Row} row saved
 * @param {PhotoRow[]} photos all in their final form; of two with the same bytes the first is kept
 * @returns {Promise<{ body: ArrayBuffer, sealed: import('../outbox/row.js').Sealed }>}
 */
export async function seal(row, photos) {
  const different = photos.filter((photo, i) => photos.findIndex((p) => p.sha256 === photo.sha256) === i)
  const bytes = new TextEncoder().encode(JSON.stringify(envelope(row, different)))
  const body = /** @type {ArrayBuffer} */ (bytes.buffer.slice(0, bytes.byteLength))
  const promised = different.map(({ id, sha256, size }) => ({ photo: id, sha256, size }))
  return { body, sealed: { digest: await sha256(body), size: body.byteLength, photos: promised } }
}

/** Protocol v1, part 1. @param {Row} row @param {PhotoRow[]} photos */
export function envelope(row, photos) {
  const { form } = row
  const captured = row.captured_at ?? row.created_at
  return {
    v: 1,
    id: row.id,
    category: form.category,
    answers: Object.fromEntries(Object.entries(form.answers).map(([id, answer]) => [id, speakable(answer)])),
    note: speakable(form.note).trim(),
    identity: form.identity,
    where: form.where && place(form.where, captured),
    kelurahan: form.kelurahan || null,
    rt: speakable(form.rt) || null,
    captured_at: localIso(captured),
    register: row.register,
    supersedes: row.supersedes,
    ...(form.about ? { about: form.about } : {}), // a server that does not know it refuses it
    ...(form.about && form.mended ? { mended: true } : {}),
    photos: photos.map(promise),
  }
}

/** @param {import('../outbox/row.js').Where} where @param {number} captured */
function place({ lat, lon, accuracy_m, source, at }, captured) {
  const fix_age_s = Math.max(0, Math.round((captured - at) / 1000))
  return { lat, lon, accuracy_m, source, fix_age_s }
}

/** What is promised of a photo. @param {PhotoRow} photo */
export function promise({ sha256, size, type, width, height, taken_at, thumb }) {
  return {
    sha256,
    size,
    type,
    width,
    height,
    taken_at: taken_at === null ? null : localIso(taken_at),
    thumb: thumb ? base64(new Uint8Array(thumb)) : '',
  }
}
