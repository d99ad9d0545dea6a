// Reports of the list made once more.

import { alike, resend as sendAgain } from '../outbox/again.js'
import { renewed } from '../outbox/begun.js'
import { isTimeRefused } from '../outbox/refused.js'
import { reportId, uuidv7 } from '../shared/uuid.js'

/**
 * @typedef {import('./desk.js').Desk} Desk
 * @typedef {import('../outbox/row.js').Row} Row
 */

/** To be looked through under a new id. @param {Desk} desk @param {Row} row */
export async function renew(desk, row) {
  const same = renewed(row, reportId(), Date.now())
  const again = isTimeRefused(row) ? { ...same, captured_at: null } : same // saved anew, it gets the time of then
  const draft = await desk.box.supersede(row.id, again)
  if (draft) await desk.drafts.edit(draft)
}

/** The same under a new id, as it is. @param {Desk} desk @param {Row} row */
export async function resend(desk, row) {
  await sendAgain(desk.box, row, { id: reportId(), now: Date.now() })
  desk.given.tell({ what: 'rows' })
  await desk.upkeep.finish()
}

/** Open a new draft like a report. @param {Desk} desk @param {Row} row @param {boolean} withPhotos */
export async function like(desk, row, withPhotos) {
  const { box, owner, register, drafts } = desk
  const known = { owner, register: register?.version ?? 1, now: Date.now(), id: reportId(), newPhotoId: uuidv7 }
  await drafts.edit(await alike(box, row, { ...known, withPhotos }))
}
