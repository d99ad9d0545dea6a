// A report that is on the phone already, once more. Storage is given.

import { likeIt, newDraft, renewed } from './begun.js'

/**
 * @typedef {import('./row.js').Row} Row
 * @typedef {typeof import('./box.js')} Box
 */

/**
 * Send the same once more under another id: nothing in it needs the person's eye.
 *
 * @param {Box} box
 * @param {Row} row
 * @param {{ id: string, now: number }} as
 */
export function resend(box, row, { id, now }) {
  return box.supersede(row.id, { ...renewed(row, id, now), state: 'queued', captured_at: row.captured_at ?? now })
}

/**
 * A new draft like a report, with its photos when wanted.
 *
 * @param {Box} box
 * @param {Row} row
 * @param {{ owner: string, register: number, now: number, id: string, newPhotoId: () => string, withPhotos: boolean }} how
 * @returns {Promise<Row>}
 */
export async function alike(box, row, { owner, register, now, id, newPhotoId, withPhotos }) {
  const draft = newDraft({ id, owner, register, now, form: likeIt(row) })
  await box.add({ ...draft, captured_at: withPhotos ? row.captured_at : null })
  if (!withPhotos) return draft
  try {
    await box.copyPhotos(row.id, draft.id, newPhotoId)
  } catch (error) {
    await box.remove(draft.id)
    throw error
  }
  return draft
}
