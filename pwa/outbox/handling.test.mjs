import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { aSavedReport, box, wipe } from '../testing/phone.mjs'
import { alike, resend } from './again.js'
import { letGo, settle, takeBack } from './handling.js'
import { UNDO_MS } from './row.js'

beforeEach(wipe)

let made = 0
const newId = () => `new-${++made}`

test('a report that was let go is gone when its time to be taken back is over', async () => {
  const row = await aSavedReport()
  await letGo(box, row, 1_000)

  assert.deepEqual(await settle(box, 1_000 + UNDO_MS - 1), { discarded: 0, next: 1 })
  assert.deepEqual(await settle(box, 1_000 + UNDO_MS), { discarded: 1, next: null })

  assert.equal(await box.get(row.id), undefined)
})

test('a report that was taken back stays', async () => {
  const row = await aSavedReport()
  await letGo(box, row, 1_000)

  await takeBack(box, row)

  assert.deepEqual(await settle(box, 99_000_000), { discarded: 0, next: null })
  assert.equal((await box.get(row.id)).state, 'queued')
})

test('a clock that is put back does not keep what was let go', async () => {
  const row = await aSavedReport()
  await letGo(box, row, 99_000_000)

  assert.equal((await settle(box, 5)).discarded, 1)
})

test('what was a draft when it was looked at, and was saved in another tab meanwhile, is not let go', async () => {
  const row = await aSavedReport()

  await letGo(box, { ...row, state: 'draft' }, 1_000, 'theirs')

  assert.deepEqual(await settle(box, 99_000_000), { discarded: 0, next: null })
  assert.equal((await box.get(row.id)).state, 'queued')
})

test('what the server has whole cannot be let go', async () => {
  const row = await aSavedReport()
  await box.change(row.id, (kept) => ({ ...kept, state: 'sent', tried: true }))

  assert.equal(await letGo(box, row, 1), null)
})

test('sent again as new, it waits under another id with its photos, and supersedes what the server has', async () => {
  const row = await aSavedReport({ photos: [10] })
  const server = { number: 'MD-1', state: 'partial', photos: [] }
  const blocked = await box.change(row.id, (kept) => ({ ...kept, state: 'blocked', blocked: 'corrupt', server, tried: true }))

  await resend(box, blocked, { id: 'again', now: 7 })

  const [only] = await box.all()
  assert.deepEqual([only.id, only.state, only.sealed, only.tried, only.supersedes], ['again', 'queued', null, false, row.id])
  assert.equal((await box.photosOf('again')).length, 1)
})

test('one like it has the same words and another place in time, and photos only when wanted', async () => {
  const row = await aSavedReport({ photos: [10] })
  const how = { owner: 'ani', register: 3, now: 9, newPhotoId: newId }

  const plain = await alike(box, row, { ...how, id: 'plain', withPhotos: false })
  const whole = await alike(box, row, { ...how, id: 'whole', withPhotos: true })

  assert.deepEqual([plain.state, plain.owner, plain.form.category, plain.form.where], ['draft', 'ani', row.form.category, null])
  assert.deepEqual([(await box.photosOf(plain.id)).length, (await box.photosOf(whole.id)).length], [0, 1])
  assert.equal((await box.photosOf(row.id)).length, 1)
})

test('danger of then is not danger now', async () => {
  const row = await aSavedReport()
  const inDanger = { ...row, form: { ...row.form, danger: true, answers: { bahaya: true, volume: 'x' } } }

  const draft = await alike(box, inDanger, { owner: '', register: 1, now: 9, id: 'like-it', newPhotoId: newId, withPhotos: false })

  assert.deepEqual([draft.form.danger, draft.form.answers], [false, { volume: 'x' }])
})
