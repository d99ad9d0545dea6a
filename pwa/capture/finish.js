// Brings photos into their final form, one at a time, and seals reports whose photos all have it.
// Begun after every photo and every *Simpan*, and at each start: a killed page leaves work behind.

import { sha256 } from '../shared/digest.js'
import { seal } from './sealing.js'

/** A photo that killed the page so often (too many pixels for this phone) is sent as it came. */
const TRIES_MAX = 2

/**
 * @typedef {import('../outbox/row.js').Row} Row
 * @typedef {import('../outbox/row.js').PhotoRow} PhotoRow
 *
 * @typedef {object} Means
 * @property {typeof import('../outbox/box.js')} box
 * @property {typeof import('./shrinker.js').smaller} smaller
 * @property {(news: import('../shared/news.js').News) => void} tell
 */

/**
 * @param {Means} means
 * @returns {Promise<number>} how many reports were sealed
 */
export async function finish(means) {
  const { box } = means
  const saved = (await box.inState('queued')).filter((row) => !row.sealed)
  const drafts = await box.inState('draft')
  let sealed = 0
  /** @type {unknown[]} */
  const faults = []
  // Saved ones first: they could already be on their way. One that fails does not hold up the others.
  for (const row of [...saved, ...drafts]) {
    const isSealed = await finishOne(means, row).catch((fault) => void faults.push(fault))
    if (isSealed) sealed += 1
  }
  if (faults.length && !sealed) throw faults[0]
  return sealed
}

/** @param {Means} means @param {Row} row as it was; it may be edited while its photos are made small @returns {Promise<boolean>} whether it is sealed now */
async function finishOne(means, { id }) {
  const { box, tell } = means
  await finishPhotos(means, { id })
  const row = await box.get(id)
  if (row?.state !== 'queued' || row.sealed) return false
  const { body, sealed } = await seal(row, await box.photosOf(id))
  if (!(await box.seal(row, sealed, body))) return finishOne(means, row)
  tell({ what: 'rows' })
  return true
}

/** @param {Means} means @param {{ id: string }} row what the photos belong to @returns {Promise<PhotoRow[]>} all, ready */
export async function finishPhotos(means, row) {
  for (const photo of await means.box.photosOf(row.id)) {
    if (!photo.ready && !(await finishPhoto(means, photo))) return finishPhotos(means, row)
  }
  return means.box.photosOf(row.id)
}

/** @param {Means} means @param {PhotoRow} photo @returns {Promise<boolean>} false: it is another one by now */
async function finishPhoto({ box, smaller, tell }, photo) {
  const tries = await box.beginPhoto(photo.id)
  const original = await box.bytes(photo.id)
  if (!original) return true // taken out meanwhile
  const shrunk = tries > TRIES_MAX ? null : await smaller(original, photo.type)
  const final = shrunk?.data ?? original
  const isFinished = await box.finishPhoto(
    {
      ...photo,
      ready: true,
      original: !shrunk,
      type: shrunk?.type ?? photo.type,
      size: final.byteLength,
      width: shrunk?.width ?? null,
      height: shrunk?.height ?? null,
      thumb: shrunk?.thumb ?? null,
      sha256: await sha256(final),
    },
    shrunk?.data ?? null,
  )
  tell({ what: 'rows' })
  return isFinished
}
