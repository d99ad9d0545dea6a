import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { box, wipe } from '../testing/phone.mjs'
import { Draft } from './draft.js'
import { printOf } from './file.js'
import { takeIn } from './intake.js'

beforeEach(wipe)
const how = { camera: false, isFull: (error) => error.name === 'QuotaExceededError' }
const fresh = () => Draft.fresh(box, { owner: '', register: 1 })
const file = (name, ...bytes) => new File([Uint8Array.of(0xff, 0xd8, 0xff, ...bytes)], name)
const files = (count) => Array.from({ length: count }, (_, n) => file(`${n}.jpg`, n))

test('of seven photos five are taken, and the others are named', async () => {
  const draft = fresh()

  const problems = await takeIn(draft, files(7), how)

  assert.equal((await box.photosOf(draft.row.id)).length, 5)
  assert.deepEqual(problems, [{ why: 'too_many', names: ['5.jpg', '6.jpg'] }])
})

test('the same photo twice is said and dropped, and takes nobody\'s place', async () => {
  const draft = fresh()
  await takeIn(draft, files(3), how)

  const problems = await takeIn(draft, [file('again.jpg', 1), file('a.jpg', 8), file('b.jpg', 9)], how)

  assert.equal(draft.photos.length, 5)
  assert.deepEqual(problems, [{ why: 'twice', names: ['again.jpg'] }])
})

test('one file that is no photo does not stop the others', async () => {
  const draft = fresh()

  const problems = await takeIn(draft, [new File(['<svg>'], 'a.svg'), file('b.jpg', 1), new File([], 'c.jpg')], how)

  assert.equal(draft.photos.length, 1)
  assert.deepEqual(problems.map(({ why }) => why), ['not_a_photo', 'empty'])
})

test('a picker that gave nothing usable is no camera that was killed', async () => {
  const draft = fresh()
  await draft.fill({ note: 'a' })
  await draft.expectPhoto()

  await takeIn(draft, [new File([], 'a.jpg')], how)

  assert.equal((await box.get(draft.row.id)).awaiting, false)
})

test('no room for one photo: it is said, and the smaller ones are kept', async () => {
  const draft = fresh()
  const keepPhoto = (photo, data, settle) =>
    data.byteLength > 4 ? Promise.reject(new DOMException('', 'QuotaExceededError')) : box.keepPhoto(photo, data, settle)
  draft.box = { ...box, keepPhoto }

  const problems = await takeIn(draft, [file('large.jpg', 1, 2), file('small.jpg', 1)], how)

  assert.deepEqual(problems, [{ why: 'no_room', names: ['large.jpg'] }])
  assert.equal(draft.photos.length, 1)
})

test('photos are told apart by one byte of a few, and by a block of many', () => {
  const large = (at) => {
    const bytes = new Uint8Array(3_000_000)
    bytes.fill(7, at, at + 1000)
    return bytes.buffer
  }

  assert.notEqual(printOf(Uint8Array.of(1, 2, 3).buffer), printOf(Uint8Array.of(1, 2, 4).buffer))
  assert.notEqual(printOf(large(0)), printOf(large(2_000_000)))
  assert.equal(printOf(large(5)), printOf(large(5)))
})
