import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { box, wipe } from '../testing/phone.mjs'
import { Draft } from './draft.js'
import { held, taken } from './taken.js'
import { Gone } from '../shared/gone.js'

beforeEach(wipe)
const isFull = (error) => error.name === 'QuotaExceededError'
const fresh = () => Draft.fresh(box, { owner: '', register: 1 })
const file = (name, ...bytes) => new File([Uint8Array.of(0xff, 0xd8, 0xff, ...bytes)], name)
const order = ({ row, kept, photos }) => structuredClone({ row, kept, photos, camera: true, max: 5 }) // as a worker gets it
const done = (files) => async (state) => (await taken(box, files, order(state), isFull)).taken

test('a photo kept elsewhere is in the draft, and the draft in the database', async () => {
  const draft = fresh()
  draft.sense({ form: { kelurahan: '64.74.03.1002' } })

  await draft.takeAway(done([file('a.jpg', 1)]))

  assert.deepEqual(draft.photos, await box.photosOf(draft.row.id))
  assert.equal((await box.get(draft.row.id)).form.kelurahan, '64.74.03.1002')
  assert.ok(draft.dirty)
})

test('what is typed meanwhile is written after it, and nothing is lost', async () => {
  const draft = fresh()
  draft.fill({ note: 'before' })
  const keeping = draft.takeAway(done([file('a.jpg', 1)]))
  draft.fill({ rt: '7' })

  await Promise.all([keeping, draft.writing])

  const { form, awaiting } = await box.get(draft.row.id)
  assert.deepEqual([form.note, form.rt, awaiting, draft.photos.length], ['before', '7', false, 1])
})

test('a look at the database that was faster makes no second photo', async () => {
  const draft = fresh()

  await draft.takeAway(async (state) => {
    const news = await done([file('a.jpg', 1)])(state)
    draft.photos = await box.photosOf(draft.row.id)
    return news
  })

  assert.equal(draft.photos.length, 1)
})

test('the same photo twice, an empty one and a full phone are told as ever', async () => {
  const draft = fresh()
  await draft.takeAway(done([file('a.jpg', 1)]))

  const { problems } = await draft.takeAway(done([file('again.jpg', 1), new File([], 'b.jpg')]))

  assert.deepEqual(problems, [{ why: 'twice', names: ['again.jpg'] }, { why: 'empty', names: ['b.jpg'] }])
  assert.equal(draft.photos.length, 1)
})

test('of a draft that another tab has saved it is told that it is gone', async () => {
  const draft = fresh()
  await draft.fill({ note: 'a' })
  await box.change(draft.row.id, (row) => ({ ...row, state: 'queued' }))

  const { failed } = await taken(box, [file('a.jpg', 1)], order(draft), isFull)

  assert.equal(failed.gone, true)
  await assert.rejects(draft.takeAway(() => Promise.reject(new Gone())), Gone)
  assert.deepEqual(await box.photosOf(draft.row.id), [])
})

test('a file is read when it comes, not when it is asked for', async () => {
  let reads = 0
  const lazy = { name: 'a', size: 1, lastModified: 5, arrayBuffer: async () => new ArrayBuffer(++reads) }

  const kept = held(lazy)

  assert.equal(reads, 1)
  assert.equal((await kept.arrayBuffer()).byteLength, 1)
  assert.deepEqual([kept.name, kept.size, kept.lastModified, reads], ['a', 1, 5, 1])
})
