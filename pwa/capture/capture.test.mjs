import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { newDraft } from '../outbox/begun.js'
import { coverPhoto } from '../outbox/box-covers.js'
import { aPhoto, box, wipe } from '../testing/phone.mjs'
import { kindOf, read } from './file.js'
import { finish } from './finish.js'
import { missing } from './missing.js'
import { fit } from './picture.js'
import { betterQuality, nextQuality, thumbBytes } from './quality.js'
import { better, inTime, telling } from './position.js'
import { envelope, seal } from './sealing.js'

beforeEach(wipe)
const FORM = { category: 'SMP-01', answers: {}, note: ' words ', identity: 'named', where: null, kelurahan: '64.74.03.1002', kelurahan_by_hand: false, rt: '', danger: false }
const CATEGORY = { code: 'SMP-01', questions: [{ id: 'volume', label: { id: 'Volume', en: 'Volume' }, type: 'choice', options: ['a'], required: true }, { id: 'bau', type: 'bool', required: false }] }
const saved = (more = {}) => ({ ...newDraft({ id: 'r', owner: '', now: Date.UTC(2026, 10, 23), register: 7 }), state: 'queued', form: FORM, ...more })

test('the envelope says what protocol v1 asks for, and nothing else', () => {
  const where = { lat: 0.1366, lon: 117.4526, accuracy_m: 12, source: 'gps', at: Date.UTC(2026, 10, 23) - 4000 }

  const words = envelope(saved({ form: { ...FORM, where } }), [])

  assert.deepEqual({ ...words, captured_at: new Date(words.captured_at).toISOString() }, {
    v: 1, id: 'r', category: 'SMP-01', answers: {}, note: 'words', identity: 'named',
    where: { lat: 0.1366, lon: 117.4526, accuracy_m: 12, source: 'gps', fix_age_s: 4 },
    kelurahan: '64.74.03.1002', rt: null, captured_at: '2026-11-23T00:00:00.000Z', register: 7, supersedes: null, photos: [],
  })
})

test('of two photos with the same bytes one is sealed', async () => {
  const photo = await aPhoto('r')

  const { body, sealed } = await seal(saved(), [photo, { ...photo, id: 'again' }])

  assert.equal(sealed.photos.length, 1)
  assert.equal(JSON.parse(new TextDecoder().decode(body)).photos.length, 1)
})

test('a photo that cannot be shrunk is sent as it is', async () => {
  await box.add(saved())
  const photo = await aPhoto('r')
  await box.keepPhoto({ ...photo, ready: false, sha256: '' }, await box.bytes(photo.id))

  const sealed = await finish({ box, smaller: async () => null, tell: () => {} })

  const [kept] = await box.photosOf('r')
  assert.equal(sealed, 1)
  assert.deepEqual([kept.ready, kept.original, kept.sha256], [true, true, photo.sha256])
  assert.equal((await box.get('r')).sealed.photos[0].sha256, photo.sha256)
})

test('a smaller copy takes the place of the original before the report is sealed', async () => {
  await box.add(saved())
  const photo = await aPhoto('r')
  await box.keepPhoto({ ...photo, ready: false }, await box.bytes(photo.id))
  const small = { data: new Uint8Array([1, 2]).buffer, type: 'image/jpeg', width: 2, height: 1, thumb: null }

  await finish({ box, smaller: async () => small, tell: () => {} })

  assert.deepEqual(await box.bytes(photo.id), small.data)
  assert.equal((await box.get('r')).sealed.photos[0].size, 2)
})

test('drafts get their photos ready and are not sealed', async () => {
  await box.add(saved({ state: 'draft' }))

  assert.equal(await finish({ box, smaller: async () => null, tell: () => {} }), 0)
  assert.equal((await box.get('r')).sealed, null)
})

test('what is missing is named in the order of the form', () => {
  assert.deepEqual(missing(FORM, undefined), { field: 'category' })
  assert.equal(missing(FORM, CATEGORY).id, 'volume')
  assert.deepEqual(missing({ ...FORM, kelurahan: '', answers: { volume: 'a' } }, CATEGORY), { field: 'place' })
  assert.equal(missing({ ...FORM, answers: { volume: 'a' } }, CATEGORY), null)
})

test('what is mended needs a photo of it, and answers to no question', () => {
  const form = { ...FORM, mended: true }

  assert.deepEqual(missing(form, CATEGORY), { field: 'photo' })
  assert.equal(missing(form, CATEGORY, true), null)
})

test('a file is what its first bytes say', () => {
  const file = (...parts) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part))).buffer

  assert.equal(kindOf(file(0xff, 0xd8, 0xff)), 'image/jpeg')
  assert.equal(kindOf(file(0x89, 'PNG', 13, 10)), 'image/png')
  assert.equal(kindOf(file('RIFF', [0, 0, 0, 0], 'WEBP')), 'image/webp')
  assert.equal(kindOf(file([0, 0, 0, 24], 'ftypheic')), 'image/heic')
  assert.throws(() => kindOf(file('<svg xmlns="')), { why: 'not_a_photo' })
})

test('an empty photo is never kept', async () => {
  const file = { size: 0, arrayBuffer: async () => new ArrayBuffer(0) }
  const lazy = { size: 900, arrayBuffer: async () => new ArrayBuffer(0) }

  await assert.rejects(read(file), { why: 'empty' })
  await assert.rejects(read(lazy), { why: 'empty' })
})

test('quality steps down towards the goal and stops at its floor', () => {
  assert.ok(nextQuality(0.8, 300_000) < 0.8)
  assert.ok(nextQuality(0.8, 300_000) > 0.5)
  assert.equal(nextQuality(0.8, 5_000_000), 0.5)
})

test('a picture smaller than it needs to be is encoded better, as far as even the grainiest would still fit', () => {
  assert.equal(betterQuality(20_000, 186_000), 0.92)
  assert.equal(betterQuality(97_000, 186_000), 0.86)
  assert.equal(betterQuality(150_000, 186_000), null)
  assert.equal(betterQuality(20_000, 21_000), null)
})

test('a thumbnail is small beside its photo, and still a picture', () => {
  assert.ok((thumbBytes(186_000) * 4) / 3 < 0.03 * 186_000)
  assert.ok((thumbBytes(100_000) * 4) / 3 < 0.03 * 100_000)
  assert.equal(thumbBytes(1_000), 1_500)
})

test('a picture is fitted, never enlarged', () => {
  assert.deepEqual(fit(4000, 3000, 1600), { width: 1600, height: 1200 })
  assert.deepEqual(fit(3000, 4000, 1600), { width: 1200, height: 1600 })
  assert.deepEqual(fit(640, 480, 1600), { width: 640, height: 480 })
  assert.deepEqual(fit(20000, 10, 1600), { width: 1600, height: 1 })
})

test('the more exact fix stays, until it is a minute old', () => {
  const fix = (accuracy_m, at) => ({ lat: 0, lon: 0, accuracy_m, source: 'gps', at })

  assert.equal(better(null, fix(80, 0)).accuracy_m, 80)
  assert.equal(better(fix(12, 0), fix(80, 5_000)).accuracy_m, 12)
  assert.equal(better(fix(12, 0), fix(80, 61_000)).accuracy_m, 80)
  assert.equal(better(fix(80, 0), fix(12, 5_000)).accuracy_m, 12)
})

test('who went indoors meanwhile keeps the position of outside', () => {
  const at = (/** @type {number} */ accuracy_m, /** @type {number} */ at) => ({ lat: 0, lon: 0, accuracy_m, source: /** @type {const} */ ('gps'), at })

  assert.equal(better(at(12, 0), at(1_500, 120_000)).accuracy_m, 12)
  assert.equal(better(at(900, 0), at(1_500, 120_000)).accuracy_m, 1_500)
  const same = at(12, 5)
  assert.equal(better(same, at(12, 5)), same)
})

test('a draft that is finished at home does not say that it was seen there', () => {
  const fix = { lat: 0, lon: 0, accuracy_m: 8, source: /** @type {const} */ ('gps'), at: 3_600_000 }

  assert.equal(inTime(fix, null), true)
  assert.equal(inTime(fix, 3_600_000 - 60_000), true)
  assert.equal(inTime(fix, 0), false)
})

test('what is told of a position: exact, rough, old; without one how the search stands', () => {
  const fix = (/** @type {number | null} */ accuracy_m) => ({ lat: 0, lon: 0, accuracy_m, source: /** @type {const} */ ('gps'), at: 0 })
  const soon = { now: 1_000, since: 0 }

  assert.deepEqual([12, 101, null].map((m) => telling(fix(m), 'found', soon)), ['found', 'rough', 'rough'])
  assert.equal(telling(fix(12), 'denied', { now: 301_000, since: 0 }), 'old')
  assert.deepEqual([telling(null, 'searching', soon), telling(null, 'searching', { now: 13_000, since: 0 })], ['searching', 'slow'])
  assert.deepEqual([telling(null, 'denied', soon), telling(null, 'found', soon)], ['denied', 'idle'])
})

test('a photo that is covered while it is being made small is made small anew, and nothing of what it showed is kept', async () => {
  await box.add(saved({ state: 'draft' }))
  const photo = await aPhoto('r')
  const { id } = photo
  await box.keepPhoto({ ...photo, ready: false }, new ArrayBuffer(9))
  const [shown, hidden] = [new Uint8Array([1, 1]), new Uint8Array([2, 2])].map(({ buffer }) => buffer)
  const given = []
  const smaller = async (data) => {
    given.push(new Uint8Array(data)[0])
    if (given.length === 1) await coverPhoto(id, hidden)
    return { data: given.length === 1 ? shown : hidden, type: 'image/jpeg', width: 1, height: 1, thumb: null }
  }

  await finish({ box, smaller, tell: () => undefined })

  const [after] = await box.photosOf('r')
  assert.deepEqual(given.slice(1), [2])
  assert.deepEqual([after.ready, after.covered], [true, 1])
  assert.deepEqual(new Uint8Array(await box.bytes(id)), new Uint8Array(hidden))
})

test('a photo of a report that was saved is not covered any more', async () => {
  await box.add(saved())
  const { id } = await aPhoto('r')

  assert.equal(await coverPhoto(id, new ArrayBuffer(2)), null)
  assert.equal((await box.photosOf('r'))[0].covered, undefined)
})
