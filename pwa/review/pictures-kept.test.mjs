import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KeptPictures } from './pictures-kept.js'

const alive = new Set()
let made = 0
Object.assign(URL, { createObjectURL: () => (alive.add(`blob:${++made}`), `blob:${made}`), revokeObjectURL: (address) => alive.delete(address) })
globalThis.document = { createElement: () => ({ innerHTML: '', content: { querySelectorAll: () => [] } }) }

test('the pictures of the latest cases stay at hand, and no others', () => {
  const pictures = new KeptPictures()

  for (let n = 10; n < 40; n++) pictures.withThem('', [320, 'thumb'].map((size) => ({ id: `/photos/${String(n).repeat(31)}${size === 320 ? 'aa' : 'bb'}/${size}`, report: '', type: '', bytes: new ArrayBuffer(1) })))

  assert.deepEqual([made, alive.size, alive.has('blob:60'), alive.has('blob:40')], [60, 20, true, false])
})
