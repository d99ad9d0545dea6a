// The file itself: whatever a phone keeps goes in and comes out as it was.

import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { MEGABYTES_MAX } from '../capture/file.js'
import { base64 } from '../shared/digest.js'
import { FRAME, NotABundle, read, write } from './bundle.js'

const OWNER = { name: 'AES-GCM', length: 256 }
let office, owner
before(async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
  office = { kid: 'o', key: base64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))) }
  owner = await crypto.subtle.generateKey(OWNER, false, ['encrypt', 'decrypt'])
})

async function fileOf(items) {
  const pieces = []
  for await (const piece of write((async function* () { yield* items })(), { office, owner })) pieces.push(piece)
  return new Blob(pieces)
}

async function itemsOf(file) {
  const items = []
  for await (const item of read(file, owner)) items.push(item)
  return items
}

/** Different everywhere, so that nothing moved goes unseen. */
const bytes = (size) => Uint32Array.from({ length: size / 4 }, (_, i) => i).buffer

test('items of every size come out as they went in, those that end with a frame too', async () => {
  const items = [0, 4, FRAME - 64, FRAME, 3 * FRAME + 8].map((size, n) => ({ n, data: bytes(size) }))

  assert.deepEqual(await itemsOf(await fileOf(items)), items)
})

test('the largest photo a phone keeps makes no bundle that nobody can open', async () => {
  const photo = { kind: 'photo', data: bytes(MEGABYTES_MAX * 1024 * 1024) }

  const [first, large, last] = await itemsOf(await fileOf([{ kind: 'begin' }, photo, { kind: 'end' }]))

  assert.deepEqual([first.kind, last.kind], ['begin', 'end'])
  assert.equal(Buffer.compare(Buffer.from(large.data), Buffer.from(photo.data)), 0)
})

test('a bundle that was cut off or touched anywhere is refused', async () => {
  const whole = new Uint8Array(await (await fileOf([{ data: bytes(2 * FRAME) }])).arrayBuffer())
  const touched = whole.slice()
  touched[whole.length - 20] ^= 1

  for (const bad of [whole.subarray(0, FRAME), whole.subarray(0, whole.length - 1), touched]) {
    await assert.rejects(itemsOf(new Blob([bad])), NotABundle)
  }
})
