import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, text } from './passkey.js'

test('bytes go through base64url and come back', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i)

  assert.deepEqual(bytes(text(all.buffer)), all)
  assert.match(text(all.buffer), /^[\w-]+$/)
})
