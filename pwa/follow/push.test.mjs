// A phone that changes hands: what one agreed to be told never reaches the next.

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { facts, wipe } from '../testing/phone.mjs'
import { Push } from './push.js'

let subscribed, told
const subscription = { toJSON: () => ({ endpoint: 'https://push.example.org/1', keys: {} }), unsubscribe: async () => (subscribed = false) }
const pushManager = { subscribe: async () => ((subscribed = true), subscription), getSubscription: async () => (subscribed ? subscription : null) }
const serviceWorker = { ready: Promise.resolve({ pushManager }), getRegistration: async () => ({ pushManager }) }
const network = {
  pushKey: async () => ({ ours: true, status: 200, body: { key: 'AAAA' } }),
  pushOn: async () => (told.push('on'), { ours: true, status: 204 }),
  pushOff: async () => (told.push('off'), { ours: true, status: 204 }),
}
const push = () => new Push({ facts, network, tell: () => {} })
const ANI = { person: 'ani', device: 'first' }

beforeEach(async () => {
  await wipe()
  subscribed = false
  told = []
  Object.defineProperty(globalThis, 'navigator', { value: { serviceWorker }, configurable: true })
  Object.assign(globalThis, { PushManager: {}, Notification: { permission: 'granted', requestPermission: async () => 'granted' } })
  const hers = push()
  await hers.look(ANI)
  await hers.refresh()
  await hers.accept()
})

test('who signs out takes the subscription of this browser along', async () => {
  await facts.forget('push') // sealed with the rest

  await push().look(null)

  assert.equal(subscribed, false)
})

test('the next person is told nothing of the one before', async () => {
  await push().look({ person: 'budi', device: 'second' })

  assert.equal(subscribed, false)
  assert.equal(await facts.recall('push'), undefined)
})

test('who comes back with another credential is told again', async () => {
  subscribed = false
  const again = push()
  await again.look({ ...ANI, device: 'third' })

  await again.refresh()

  assert.deepEqual([subscribed, told], [true, ['on', 'on']])
})

test('the server is told again each month: it forgets an address it hears nothing of', async () => {
  const hers = push()
  await hers.look(ANI)
  await hers.refresh()
  assert.deepEqual(told, ['on'])

  const kept = await facts.recall('push')
  await facts.remember('push', { ...kept, at: kept.at - 31 * 24 * 3600 * 1000 })
  await hers.look(ANI)
  await hers.refresh()

  assert.deepEqual(told, ['on', 'on'])
})
