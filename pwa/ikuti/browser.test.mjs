// Following by the browser: whatever its machinery does, somebody is told how it stands and may try again.

import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import { act, look } from './browser.js'

const subscription = { toJSON: () => ({ endpoint: 'https://push.example.org/1', keys: {} }), unsubscribe: async () => true }
const worker = Object.assign(new EventTarget(), { state: 'installing' })
let registration, answers

function browser(more = {}) {
  const serviceWorker = { getRegistration: async () => registration, register: async () => registration }
  Object.defineProperty(globalThis, 'navigator', { value: { serviceWorker, ...more }, configurable: true })
}

beforeEach(() => {
  const pushManager = { subscribe: async () => subscription, getSubscription: async () => null }
  registration = { scope: 'https://x.example/ikuti/', active: {}, pushManager }
  answers = [{ key: 'AAAA' }, { follows: [{ key: 'city', name: 'Kota' }] }]
  browser()
  Object.assign(globalThis, { PushManager: {}, Notification: { permission: 'granted', requestPermission: async () => 'granted' } })
  mock.method(globalThis, 'fetch', async () => Response.json(answers.shift()))
  mock.method(console, 'warn', () => {})
})

const how = async (asked) => (await asked).how

test('who taps follows', async () => {
  assert.equal(await how(act('follow', 'city', 'id')), 'on')
})

test('a worker that is given up is not waited for', async () => {
  worker.state = 'installing'
  Object.assign(registration, { active: null, installing: worker })
  const asked = act('follow', 'city', 'id')
  setTimeout(() => {
    worker.state = 'redundant'
    worker.dispatchEvent(new Event('statechange'))
  }, 5)

  assert.equal(await how(asked), 'failed')
})

test('one that was given up before it could be waited for is not, either', async () => {
  worker.state = 'redundant'
  Object.assign(registration, { active: null, installing: worker })

  assert.equal(await how(act('follow', 'city', 'id')), 'failed')
})

test('a browser whose machinery fails while it is looked at says so', async () => {
  registration.pushManager.getSubscription = async () => Promise.reject(new Error('no database'))

  assert.equal(await how(look('city', 'id')), 'failed')
})

test('a browser that cannot even ask says so', async () => {
  Notification.requestPermission = async () => Promise.reject(new Error('not now'))

  assert.equal(await how(act('follow', 'city', 'id')), 'failed')
})

for (const [name, state] of [['NotSupportedError', 'unsupported'], ['AbortError', 'failed']]) {
  test(`a push service that refuses is tried again unless there is none (${name})`, async () => {
    registration.pushManager.subscribe = async () => Promise.reject(new DOMException('push service error', name))

    assert.equal(await how(act('follow', 'city', 'id')), state)
  })
}

test('looking again is what is done again after looking failed', async () => {
  assert.equal(await how(act('look', 'city', 'id')), 'off')
})

test('on an iPhone the way leads over its home screen', async () => {
  delete globalThis.PushManager
  browser({ standalone: false })
  assert.equal(await how(look('city', 'id')), 'home-screen')

  browser()
  assert.equal(await how(look('city', 'id')), 'unsupported')
})
