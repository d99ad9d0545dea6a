import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { isPrivate, isProtected, protect, roomLeft } from './protection.js'

/** A browser whose storage says this. */
function browser(storage) {
  Object.defineProperty(globalThis, 'navigator', { value: { storage }, configurable: true })
}
afterEach(() => browser(undefined))

test('a browser that hides its storage is in a private window', async () => {
  browser(undefined)

  assert.deepEqual([await isPrivate(), await isProtected(), await protect(), await roomLeft()], [true, false, false, null])
})

test('a tiny quota without a promise is a private window', async () => {
  browser({ persisted: async () => false, estimate: async () => ({ quota: 120e6, usage: 0 }) })
  assert.equal(await isPrivate(), true)

  browser({ persisted: async () => true, estimate: async () => ({ quota: 120e6, usage: 0 }) })
  assert.equal(await isPrivate(), false)
})

test('an ordinary window is none, also where the browser says nothing of room', async () => {
  browser({ persisted: async () => false, estimate: async () => ({ quota: 10e9, usage: 5e6 }) })
  assert.deepEqual([await isPrivate(), (await roomLeft()).left], [false, 10e9 - 5e6])

  browser({ persisted: async () => false })
  assert.equal(await isPrivate(), false)
})
