import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { newDraft } from '../outbox/begun.js'
import { aPhoto, box, wipe } from '../testing/phone.mjs'
import { finish } from './finish.js'
import { headOf } from './head.js'
import { isFlat } from './picture.js'

beforeEach(wipe)
const FRAME = [0xff, 0xc0, 0, 17, 8, 0x0b, 0xb8, 0x0f, 0xa0] // 3000 high, 4000 wide
const exif = (little, value) => {
  const two = (n) => (little ? [n & 255, n >> 8] : [n >> 8, n & 255])
  const four = (n) => (little ? [...two(n), 0, 0] : [0, 0, ...two(n)])
  const entry = [...two(0x0112), ...two(3), ...four(1), ...two(value), 0, 0]
  const tiff = [...(little ? [0x49, 0x49] : [0x4d, 0x4d]), ...two(42), ...four(8), ...two(1), ...entry, ...four(0)]
  return [0xff, 0xe1, 0, tiff.length + 8, ...[...'Exif'].map((c) => c.charCodeAt(0)), 0, 0, ...tiff]
}
const bytes = (...parts) => Uint8Array.from(parts.flat()).buffer

test('a JPEG says how large it is and which way it lies', () => {
  assert.deepEqual(headOf(bytes(0xff, 0xd8, FRAME)), { width: 4000, height: 3000, orientation: 1 })
  assert.deepEqual(headOf(bytes(0xff, 0xd8, exif(true, 6), FRAME)), { width: 4000, height: 3000, orientation: 6 })
  assert.deepEqual(headOf(bytes(0xff, 0xd8, exif(false, 3), FRAME)), { width: 4000, height: 3000, orientation: 3 })
  assert.equal(headOf(bytes(0xff, 0xd8, exif(false, 99), FRAME)).orientation, 1)
})

test('a file that ends in the middle or is no JPEG says nothing', () => {
  assert.deepEqual(headOf(bytes(0xff, 0xd8, 0xff)), { width: 0, height: 0, orientation: 1 })
  assert.deepEqual(headOf(bytes(0xff, 0xd8, exif(true, 6).slice(0, 14))), { width: 0, height: 0, orientation: 1 })
  assert.deepEqual(headOf(new ArrayBuffer(0)), { width: 0, height: 0, orientation: 1 })
})

test('one colour all over is told from the darkest night', () => {
  const night = Uint8ClampedArray.from({ length: 1024 }, (_, i) => (i % 4 === 3 ? 255 : i % 7))

  assert.ok(isFlat(new Uint8ClampedArray(1024)))
  assert.ok(!isFlat(night))
})

test('a photo that killed the page twice is sent as it came', async () => {
  const row = { ...newDraft({ id: 'r', owner: '', now: 1, register: 1, form: { category: 'SMP-01' } }), state: 'queued' }
  await box.add(row)
  const photo = await aPhoto('r')
  await box.keepPhoto({ ...photo, ready: false, sha256: '' }, await box.bytes(photo.id))
  await box.beginPhoto(photo.id)
  await box.beginPhoto(photo.id)

  await finish({ box, smaller: () => assert.fail('it is not tried again'), tell: () => {} })

  assert.deepEqual([(await box.photosOf('r'))[0].sha256, (await box.photosOf('r'))[0].original], [photo.sha256, true])
})
