// A new version takes over when the person agrees.

import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { takeOver } from './update.js'

const page = { isBusy: () => false, told: () => undefined }
/** @type {string[]} */
let said
/** @type {(ports: readonly MessagePort[]) => void} */
let hears

beforeEach(() => {
  said = []
  hears = () => undefined
  mock.timers.enable({ apis: ['setTimeout'] })
  const worker = (/** @type {string} */ name) => ({
    postMessage: (/** @type {string} */ word, /** @type {readonly MessagePort[]} */ ports) => {
      said.push(`${name}: ${word}`)
      if (ports) hears(ports)
    },
  })
  const workers = { controller: worker('serving'), getRegistration: async () => ({ waiting: worker('waiting') }) }
  Object.defineProperty(globalThis, 'navigator', { value: { serviceWorker: workers }, configurable: true })
})

afterEach(() => {
  mock.timers.reset()
  Reflect.deleteProperty(globalThis, 'navigator')
})

const turns = () => new Promise((resolve) => setImmediate(resolve))

test('the worker that serves the page runs before the next one is let in', async () => {
  /** @type {MessagePort | undefined} */
  let port
  hears = ([asked]) => (port = asked)
  const agreed = takeOver(page)
  await turns()
  assert.deepEqual(said, ['serving: are-you-there'])

  port?.postMessage('here')
  await agreed

  assert.deepEqual(said, ['serving: are-you-there', 'waiting: take-over'])
  port?.close()
})

test('a worker of an earlier version, which does not know the question, is not waited for long', async () => {
  const agreed = takeOver(page)
  await turns()

  mock.timers.tick(1_000)
  await agreed

  assert.equal(said.at(-1), 'waiting: take-over')
})
