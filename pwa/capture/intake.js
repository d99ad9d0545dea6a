// Takes photos into a draft: read at once, kept as they are, and an honest word where one cannot be.

import { ended } from '../shared/stopwatch.js'
import { NotTaken, PHOTOS_MAX, read } from './file.js'

/**
 * @typedef {object} Holder what photos are taken into: the draft of a report, or of an answer
 * @property {import('../outbox/row.js').PhotoRow[]} photos
 * @property {(data: ArrayBuffer, of: { type: string, taken_at: number | null, print: string }) => Promise<void>} addPhoto
 * @property {() => Promise<unknown>} expectNothing
 *
 * @typedef {'empty' | 'too_large' | 'not_a_photo' | 'no_room' | 'twice' | 'too_many' | 'late'} Why
 * @typedef {{ why: Why, names: string[] }} Problem files that were not taken, and why not
 *
 * @typedef {object} How
 * @property {boolean} camera
 * @property {(error: unknown) => boolean} isFull
 * @property {() => number} [now]
 * @property {number} [max]
 */

/**
 * @param {Holder} draft
 * @param {File[]} files as the picker gave them; what is more than the limit is left
 * @param {How} how
 * @returns {Promise<Problem[]>} empty when all were taken
 */
export async function takeIn(draft, files, how) {
  const { max = PHOTOS_MAX } = how
  // As many as fit are read before anything else: a lazy file may be empty after the first pause.
  const readings = files.slice(0, max - draft.photos.length).map(tryToRead)
  /** @type {Problem[]} */
  const problems = []
  for (const [i, file] of files.entries()) {
    const why = draft.photos.length < max ? await keep(draft, await (readings[i] ?? tryToRead(file)), file, how) : 'too_many'
    if (why) note(problems, why, file)
  }
  if (problems.length) await calm(draft)
  return problems
}

/** What cannot be read at all has no bytes for us. @param {File} file */
const tryToRead = (file) => read(file).catch((reason) => (reason instanceof NotTaken ? reason.why : 'empty'))

/** @param {Problem[]} problems @param {Why} why @param {File} file */
function note(problems, why, { name }) {
  const same = problems.find((problem) => problem.why === why)
  if (same) same.names.push(name)
  else problems.push({ why, names: [name] })
}

/**
 * @param {Holder} draft
 * @param {Awaited<ReturnType<typeof read>> | Why} reading
 * @param {File} file
 * @param {How} how
 * @returns {Promise<Why | null>}
 */
async function keep(draft, reading, file, { camera, isFull, now = Date.now }) {
  if (typeof reading === 'string') return reading
  const { data, type, print } = reading
  if (draft.photos.some((photo) => photo.print === print)) return 'twice'
  try {
    await draft.addPhoto(data, { type, print, taken_at: camera ? now() : (file.lastModified ?? null) })
    ended('photo-safe')
    return null
  } catch (error) {
    if (isFull(error)) return 'no_room'
    throw error
  }
}

/** The picker is closed, even if nothing of what it gave was taken. On a full phone that cannot be noted: it is no harm. @param {Holder} draft */
export const calm = (draft) => draft.expectNothing().catch(() => undefined)
