import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { letGo, takeBack } from '../outbox/handling.js'
import { box, wipe } from '../testing/phone.mjs'
import { Draft, latest } from './draft.js'
import { takeUp } from './leftovers.js'
import { Gone } from '../shared/gone.js'

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
  await draft.sense({ form: { kelurahan: '64.74.03.1002' } })
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
  await other.save({ register: 1, owner: '', answers: () => ({}) })

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

  await draft.save({ register: 5, owner: 'budi', answers: () => ({ volume: '1 kantong' }) })

  const [row] = await box.all()
  assert.deepEqual([row.state, row.owner, row.register], ['queued', 'ani', 5])
  assert.deepEqual(row.form.answers, { volume: '1 kantong', bahaya: true })
})

test('a draft saved in another tab is not saved again here', async () => {
  const draft = fresh()
  await draft.fill({ category: 'SMP-01' })
  const other = await Draft.of(box, latest(await box.all()))
  await other.save({ register: 1, owner: '', answers: () => ({}) })

  await assert.rejects(draft.fill({ note: 'late' }), Gone)
  await assert.rejects(draft.save({ register: 1, owner: '', answers: () => ({}) }), Gone)
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

/** As localStorage does it: what is noted is there when the call returns. */
function aJournal() {
  const kept = new Map()
  return {
    kept,
    note: (key, entry) => void kept.set(key, structuredClone(entry)),
    forget: (key) => void kept.delete(key),
    left: () => [...kept],
  }
}

test('two tabs that answer different questions and fill different fields add to one another', async () => {
  const one = fresh()
  await one.fill({ category: 'SMP-01' })
  const two = await Draft.of(box, latest(await box.all()))

  await Promise.all([
    one.fill({ answers: { volume: '1 kantong' } }), two.fill({ answers: { berulang: 'sering' } }),
    one.fill({ note: 'a' }), two.fill({ rt: '19' }),
  ])

  const { form } = (await box.all())[0]
  assert.deepEqual([form.answers, form.note, form.rt], [{ volume: '1 kantong', berulang: 'sering' }, 'a', '19'])
})

test('what is saved is what lies in the database, another tab\'s answers with it', async () => {
  const one = fresh()
  await one.fill({ category: 'SMP-01', answers: { volume: '1 kantong' } })
  const two = await Draft.of(box, latest(await box.all()))
  await two.fill({ answers: { berulang: 'sering' } })

  await one.save({ register: 1, owner: '', answers: (form) => form.answers })

  assert.deepEqual((await box.all())[0].form.answers, { volume: '1 kantong', berulang: 'sering' })
})

test('a tab sees what another one filled in, and keeps what it is about to write', async () => {
  const one = fresh()
  await one.fill({ note: 'a' })
  const two = await Draft.of(box, latest(await box.all()))
  await two.fill({ rt: '19' })

  const typing = one.fill({ note: 'ab' })
  assert.equal(await one.refresh(), true)
  assert.deepEqual([one.row.form.note, one.row.form.rt], ['ab', '19'])
  await typing
  assert.deepEqual([one.row.form.note, one.row.form.rt], ['ab', '19'])
})

test('a draft that another tab saved or removed is no draft here', async () => {
  const one = fresh()
  await one.fill({ note: 'a' })
  const two = await Draft.of(box, latest(await box.all()))
  await two.save({ register: 1, owner: '', answers: () => ({}) })

  assert.equal(await one.refresh(), false)
  assert.equal(await two.refresh(), true)
})

test('fast fingers do not queue up behind a slow disk', async () => {
  const draft = fresh()
  await draft.fill({ note: '' })
  let writes = 0
  draft.box = { ...box, change: (...given) => (writes++, box.change(...given)) }

  await Promise.all([...'jembatan'].map((_, i) => draft.fill({ note: 'jembatan'.slice(0, i + 1) })))

  assert.equal((await box.all())[0].form.note, 'jembatan')
  assert.ok(writes <= 2, `${writes} writes`)
})

test('a page left in the middle of a word: the next one takes it up', async () => {
  const journal = aJournal()
  const draft = Draft.fresh(box, { owner: 'ani', register: 4 }, { journal })
  await draft.fill({ category: 'SMP-01' })
  assert.equal(journal.kept.size, 0)
  draft.box = { ...box, change: () => new Promise(() => {}) } // the page dies before the database answers
  void draft.fill({ note: 'di tikung' })
  void draft.fill({ answers: { volume: '1 kantong' } })

  await takeUp(box, journal)

  const { form } = (await box.all())[0]
  assert.deepEqual([form.category, form.note, form.answers], ['SMP-01', 'di tikung', { volume: '1 kantong' }])
  assert.equal(journal.kept.size, 0)
})

test('even the first letter of a new draft is taken up', async () => {
  const journal = aJournal()
  const draft = Draft.fresh({ ...box, add: () => new Promise(() => {}) }, { owner: 'ani', register: 4 }, { journal })
  void draft.fill({ note: 'd' })

  await takeUp(box, journal)

  const [row] = await box.all()
  assert.deepEqual([row.id, row.owner, row.form.note], [draft.row.id, 'ani', 'd'])
})

test('nothing is taken up for a report that was saved or dropped meanwhile', async () => {
  const journal = aJournal()
  const saved = fresh()
  await saved.fill({ note: 'a' })
  await saved.save({ register: 1, owner: '', answers: () => ({}) })
  const dropped = Draft.fresh(box, { owner: 'ani', register: 4 }, { journal })
  await dropped.fill({ note: 'b' })
  await box.remove(dropped.row.id)
  journal.note('x', { id: saved.row.id, row: null, patch: { form: { note: 'late' } } })
  journal.note('y', { id: dropped.row.id, row: null, patch: { form: { note: 'late' } } })

  await takeUp(box, journal)

  assert.deepEqual((await box.all()).map((row) => row.form.note), ['a'])
  assert.equal(journal.kept.size, 0)
})

test('a save that failed is not made up for by the next key', async () => {
  const draft = fresh()
  await draft.fill({ note: 'a' })
  draft.box = { ...box, change: () => Promise.reject(new DOMException('', 'QuotaExceededError')) }
  await assert.rejects(draft.save({ register: 1, owner: '', answers: () => ({}) }), { name: 'QuotaExceededError' })
  draft.box = box

  await draft.fill({ note: 'ab' })

  const [row] = await box.all()
  assert.deepEqual([row.state, row.form.note, draft.row.state], ['draft', 'ab', 'draft'])
})

test('what a failed write took along is written with the next one', async () => {
  const draft = fresh()
  await draft.fill({ note: 'a' })
  draft.box = { ...box, change: () => Promise.reject(new DOMException('', 'QuotaExceededError')) }
  await assert.rejects(draft.fill({ note: 'ab' }), { name: 'QuotaExceededError' })
  draft.box = box

  await draft.fill({ rt: '19' })

  const { form } = (await box.all())[0]
  assert.deepEqual([form.note, form.rt], ['ab', '19'])
})

test('a fix that comes while the camera is open does not make the phone forget that it is', async () => {
  const draft = fresh()
  await draft.expectPhoto()

  await draft.sense({ form: { kelurahan: '64.74.03.1002' } })

  assert.equal((await box.all())[0].awaiting, true)
})

test('where in the form one looks begins no draft, and opens again with one', async () => {
  const draft = fresh()
  await draft.sense({ spot: { group: 'AIR' } })
  assert.deepEqual(await box.all(), [])

  await draft.fill({ note: 'a' })
  await draft.sense({ spot: { y: 300 } })

  assert.deepEqual((await box.all())[0].spot, { group: 'AIR', words: '', open: [], y: 300 })
})

test('a photo taken out by mistake is put back in its place', async () => {
  const draft = fresh()
  await draft.addPhoto(bytes(), { type: 'image/jpeg', taken_at: 5 })
  await draft.addPhoto(new Uint8Array([255, 216, 255, 2]).buffer, { type: 'image/jpeg', taken_at: 6 })
  const before = draft.photos.map(({ id }) => id)

  const taken = await draft.removePhoto(before[0])
  assert.equal(await box.bytes(before[0]), null)
  await draft.putBack(taken)

  assert.deepEqual(draft.photos.map(({ id }) => id), before)
  assert.deepEqual(await box.bytes(before[0]), bytes())
})

test('a draft that was thrown away is written in no more, and again when it is taken back', async () => {
  const draft = fresh()
  await draft.fill({ note: 'a' })
  await letGo(box, draft.row, Date.now())
  assert.equal(latest(await box.all()), undefined)
  assert.equal(await draft.refresh(), false)
  await assert.rejects(draft.fill({ note: 'ab' }), Gone)

  await takeBack(box, draft.row)

  assert.equal((await Draft.of(box, latest(await box.all()))).row.form.note, 'a')
})

test('what says more of an earlier report is gone on with once it has a photo, or the camera is open for it', async () => {
  const draft = fresh()
  await draft.fill({ about: 'r-1', mended: true })
  assert.equal(latest(await box.all()), undefined)

  await draft.expectPhoto()
  assert.equal(latest(await box.all()).id, draft.row.id)

  await draft.addPhoto(bytes(), { type: 'image/jpeg', taken_at: 5 })
  assert.equal(latest(await box.all()).id, draft.row.id)
})

test('what cannot be taken up on a full phone waits for the next time', async () => {
  const journal = aJournal()
  const draft = fresh()
  await draft.fill({ note: 'a' })
  journal.note('x', { id: draft.row.id, row: null, patch: { form: { note: 'ab' } } })

  await takeUp({ ...box, change: () => Promise.reject(new DOMException('', 'QuotaExceededError')) }, journal)
  assert.equal(journal.kept.size, 1)
  await takeUp(box, journal)

  assert.equal((await box.all())[0].form.note, 'ab')
  assert.equal(journal.kept.size, 0)
})

test('a word left by somebody whose reports are sealed is neither written down nor kept', async () => {
  const journal = aJournal()
  const draft = Draft.fresh({ ...box, add: () => new Promise(() => {}) }, { owner: 'ani', register: 4 }, { journal })
  void draft.fill({ note: 'd' })

  await takeUp(box, journal, (owner) => owner === 'budi')

  assert.deepEqual(await box.all(), [])
  assert.equal(journal.kept.size, 0)
})
