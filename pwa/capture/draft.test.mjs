import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { box, wipe } from '../testing/phone.mjs'
import { Draft, Gone, latest } from './draft.js'

beforeEach(wipe)
const fresh = () => Draft.fresh(box, { owner: 'ani', register: 4 })
const bytes = () => new Uint8Array([255, 216, 255, 1]).buffer

test('nothing is kept before the first change', async () => {
  fresh()

  assert.deepEqual(await box.all(), [])
})

test('every change is kept, in order, and the draft opens again where it was', async () => {
  const draft = fresh()
  await Promise.all([draft.fill({ note: 'a' }), draft.fill({ note: 'ab' }), draft.fill({ category: 'SMP-01' })])

  const again = await Draft.of(box, latest(await box.all()))

  assert.deepEqual([again.row.form.note, again.row.form.category], ['ab', 'SMP-01'])
})

test('the page is killed while the camera is open: the next start knows', async () => {
  const draft = fresh()
  await draft.fill({ category: 'SMP-01' })

  await draft.expectPhoto()

  const [row] = await box.all()
  assert.deepEqual([row.awaiting, row.form.category], [true, 'SMP-01'])
})

test('a position alone begins no draft, and is there when one begins', async () => {
  const draft = fresh()
  await draft.sense({ kelurahan: '64.74.03.1002' })
  assert.deepEqual(await box.all(), [])

  await draft.fill({ note: 'a' })

  assert.equal((await box.all())[0].form.kelurahan, '64.74.03.1002')
})

test('a camera closed without a photo leaves no empty draft behind', async () => {
  const draft = fresh()
  await draft.expectPhoto()
  await draft.expectNothing()
  assert.deepEqual(await box.all(), [])

  await draft.fill({ note: 'a' })
  await draft.expectPhoto()
  await draft.expectNothing()
  assert.equal((await box.all()).length, 1)
})

test('the bytes of a photo are kept as the camera gave them', async () => {
  const draft = fresh()
  await draft.expectPhoto()

  await draft.addPhoto(bytes(), { type: 'image/jpeg', taken_at: 5 })

  const [photo] = await box.photosOf(draft.row.id)
  assert.deepEqual([photo.ready, photo.original, photo.size], [false, true, 4])
  assert.deepEqual(await box.bytes(photo.id), bytes())
  assert.equal((await box.get(draft.row.id)).awaiting, false)
})

test('a photo is kept together with its report, or neither is', async () => {
  const draft = fresh()
  const photo = { id: 'p', report: draft.row.id }
  const settle = () => {
    throw new DOMException('', 'QuotaExceededError')
  }

  await assert.rejects(box.keepPhoto(photo, bytes(), settle), { name: 'QuotaExceededError' })

  assert.deepEqual([await box.photosOf(draft.row.id), await box.bytes('p'), await box.all()], [[], null, []])
})

test('a photo there is no room for leaves the draft as it was', async () => {
  const draft = fresh()
  await draft.fill({ note: 'a' })
  draft.box = { ...box, keepPhoto: () => Promise.reject(new DOMException('', 'QuotaExceededError')) }

  await assert.rejects(draft.addPhoto(bytes(), { type: 'image/jpeg', taken_at: 5 }), { name: 'QuotaExceededError' })

  assert.deepEqual([draft.photos, (await box.all()).map((row) => row.form.note)], [[], ['a']])
})

test('a photo begins a draft by itself', async () => {
  const draft = fresh()

  await draft.addPhoto(bytes(), { type: 'image/jpeg', taken_at: 5 })

  assert.deepEqual([draft.dirty, (await box.all()).length], [true, 1])
})

test('a draft saved in another tab takes no photo any more, and keeps none', async () => {
  const draft = fresh()
  await draft.fill({ category: 'SMP-01' })
  const other = await Draft.of(box, latest(await box.all()))
  await other.save({ register: 1, owner: '', answers: {} })

  await assert.rejects(draft.addPhoto(bytes(), { type: 'image/jpeg', taken_at: 5 }), Gone)

  assert.deepEqual(await box.photosOf(draft.row.id), [])
})

test('a photo that comes while the list is looked at is not forgotten', async () => {
  const draft = fresh()
  await draft.fill({ note: 'a' })
  const looking = draft.refresh()
  await draft.addPhoto(bytes(), { type: 'image/jpeg', taken_at: 5 })

  await looking

  assert.equal(draft.photos.length, 1)
})

test('saved, it is queued under whoever captured it', async () => {
  const draft = fresh()
  await draft.fill({ category: 'SMP-01', danger: true })

  await draft.save({ register: 5, owner: 'budi', answers: { volume: '1 kantong' } })

  const [row] = await box.all()
  assert.deepEqual([row.state, row.owner, row.register], ['queued', 'ani', 5])
  assert.deepEqual(row.form.answers, { volume: '1 kantong', bahaya: true })
})

test('a draft saved in another tab is not saved again here', async () => {
  const draft = fresh()
  await draft.fill({ category: 'SMP-01' })
  const other = await Draft.of(box, latest(await box.all()))
  await other.save({ register: 1, owner: '', answers: {} })

  await assert.rejects(draft.fill({ note: 'late' }), Gone)
  await assert.rejects(draft.save({ register: 1, owner: '', answers: {} }), Gone)
  assert.equal((await box.all()).length, 1)
})

test('a failed write does not stop the ones after it', async () => {
  const draft = fresh()
  let full = true
  draft.box = { ...box, add: (row) => (full ? Promise.reject(new DOMException('', 'QuotaExceededError')) : box.add(row)) }
  await assert.rejects(draft.fill({ note: 'a' }), { name: 'QuotaExceededError' })
  full = false

  await draft.fill({ rt: '19' })

  const [row] = await box.all()
  assert.deepEqual([row.form.note, row.form.rt], ['a', '19'])
})
