import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { aPhoto, aSavedReport, box, wipe } from '../testing/phone.mjs'
import { transact } from '../shared/database.js'
import { newDraft } from './begun.js'
import { isUnsent } from './row.js'

beforeEach(wipe)

test('changes from two tabs do not overwrite each other', async () => {
  const row = newDraft({ id: 'r', owner: '', now: 0, register: 1 })
  await box.add(row)

  await Promise.all([
    box.change('r', (kept) => ({ ...kept, form: { ...kept.form, note: 'words' } })),
    box.change('r', (kept) => ({ ...kept, form: { ...kept.form, rt: '19' } })),
  ])

  const { form } = await box.get('r')
  assert.deepEqual([form.note, form.rt], ['words', '19'])
})

test('reports of one day are in the order they were begun in, whatever their ids', async () => {
  for (const [id, now] of [['b', 1], ['c', 2], ['a', 3]]) await box.add({ ...newDraft({ id, owner: '', now, register: 1 }), state: 'queued' })

  assert.deepEqual((await box.all()).map(({ id }) => id), ['a', 'c', 'b'])
  assert.deepEqual((await box.waiting()).map(({ id }) => id), ['b', 'c', 'a'])
})

test('sealing twice keeps the first seal', async () => {
  const row = await aSavedReport()
  const before = await box.bytes(row.id)

  await box.seal(row, { ...row.sealed, digest: 'other' }, new ArrayBuffer(3))

  assert.equal((await box.get(row.id)).sealed.digest, row.sealed.digest)
  assert.deepEqual(await box.bytes(row.id), before)
})

test('a photo taken out while it was being shrunk stays out', async () => {
  const photo = await aPhoto('r')
  await box.dropPhoto(photo.id)

  await box.finishPhoto(photo, new ArrayBuffer(3))

  assert.deepEqual(await box.photosOf('r'), [])
  assert.equal(await box.bytes(photo.id), null)
})

test('a saved report opens again for changes until a first attempt was begun', async () => {
  const row = await aSavedReport()

  const draft = await box.reopen(row.id)
  assert.deepEqual([draft.state, draft.sealed], ['draft', null])
  assert.equal(await box.bytes(row.id), null)

  await box.change(row.id, (kept) => ({ ...kept, state: 'queued', tried: true }))
  assert.equal(await box.reopen(row.id), null)
})

test('a report in the archive cannot be discarded from the phone', async () => {
  const row = await aSavedReport()
  const stored = await box.change(row.id, (kept) => ({ ...kept, state: 'stored', tried: true }))

  await box.discard(stored)

  assert.equal((await box.get(row.id)).state, 'stored')
})

test('taken up anew, the photos go over to the new report', async () => {
  const row = await aSavedReport({ photos: [10, 20] })

  await box.supersede(row.id, newDraft({ id: 'new', owner: '', now: 0, register: 1 }))

  assert.equal(await box.get(row.id), undefined)
  assert.deepEqual((await box.photosOf('new')).map((photo) => photo.size), [10, 20])
})

test('after a loss, a photo whose bytes are gone is left out and the others are looked at afresh', async () => {
  const row = await aSavedReport({ photos: [10, 20], blocked: 'lost_bytes' })
  const [gone] = await box.photosOf(row.id)
  await transact(['bytes'], 'readwrite', (tx) => void tx.objectStore('bytes').delete(gone.id))

  await box.supersede(row.id, newDraft({ id: 'new', owner: '', now: 0, register: 1 }))

  assert.deepEqual((await box.photosOf('new')).map(({ size, ready }) => [size, ready]), [[20, false]])
})

test('photos are copied for a like report, and each report keeps its own', async () => {
  const row = await aSavedReport({ photos: [10, 20] })
  let made = 0

  await box.copyPhotos(row.id, 'other', () => `copy-${++made}`)
  await box.remove(row.id)

  const copies = await box.photosOf('other')
  assert.deepEqual(copies.map(({ size }) => size), [10, 20])
  assert.equal((await box.bytes(copies[0].id)).byteLength, 10)
})

test('a report that was being sent meanwhile is discarded at the server too', async () => {
  const before = await aSavedReport()
  await box.change(before.id, (kept) => ({ ...kept, tried: true, dropped_at: 1 }))

  await box.discard(before)

  const { state, dropped_at } = await box.get(before.id)
  assert.deepEqual([state, dropped_at], ['discarding', null])
})

test('nothing is done with a report that may still be taken back', async () => {
  const row = await aSavedReport()
  await box.change(row.id, (kept) => ({ ...kept, dropped_at: 1 }))

  assert.deepEqual(await box.waiting(), [])
  assert.equal(isUnsent(await box.get(row.id)), false)
})
