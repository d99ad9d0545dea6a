import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { wipe } from '../testing/phone.mjs'
import { alone } from './lock.js'

beforeEach(wipe)
const without = { locks: undefined }

test('without Web Locks there is still one sender', async () => {
  let finish
  const first = alone(() => new Promise((resolve) => (finish = resolve)), without)
  await new Promise((resolve) => setTimeout(resolve, 20))

  assert.equal(await alone(async () => 'mine', without), 'busy')
  finish('done')
  assert.equal(await first, 'done')
  assert.equal(await alone(async () => 'mine', without), 'mine')
})

test('a sender that died gives its place back after a while', async () => {
  const time = { now: 0 }
  const how = { locks: undefined, now: () => time.now }
  void alone(() => new Promise(() => {}), how)
  await new Promise((resolve) => setTimeout(resolve, 20))

  time.now = 80_000
  assert.equal(await alone(async () => 'mine', how), 'busy')
  time.now = 100_000
  assert.equal(await alone(async () => 'mine', how), 'mine')
})

test('an error inside frees the place', async () => {
  await assert.rejects(alone(() => Promise.reject(new Error('broken')), without), /broken/)

  assert.equal(await alone(async () => 'mine', without), 'mine')
})
