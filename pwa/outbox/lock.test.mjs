import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { wipe } from '../testing/phone.mjs'
import { alone } from './lock.js'

beforeEach(wipe)
const without = { locks: undefined }

test('without Web Locks there is still one sender', async () => {
  let finish, first
  await new Promise((begun) => (first = alone(() => (begun(), new Promise((resolve) => (finish = resolve))), without)))

  assert.equal(await alone(async () => 'mine', without), 'busy')
  finish('done')
  assert.equal(await first, 'done')
  assert.equal(await alone(async () => 'mine', without), 'mine')
})

test('a sender that died gives its place back after a while', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] }) // the dead renew nothing
  const time = { now: 0 }
  const how = { locks: undefined, now: () => time.now }
  await new Promise((begun) => void alone(() => (begun(), new Promise(() => {})), how))

  time.now = 80_000
  assert.equal(await alone(async () => 'mine', how), 'busy')
  time.now = 100_000
  assert.equal(await alone(async () => 'mine', how), 'mine')
})

test('an error inside frees the place', async () => {
  await assert.rejects(alone(() => Promise.reject(new Error('broken')), without), /broken/)

  assert.equal(await alone(async () => 'mine', without), 'mine')
})

test('a chunk that takes minutes keeps its lease', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  let time = 1_000
  const how = { locks: null, now: () => time }

  await alone(async () => {
    for (let i = 0; i < 5; i++) {
      time += 30_000
      t.mock.timers.tick(30_000)
      await new Promise((go) => setTimeout(go, 5))
    }
    assert.equal(await alone(async () => 'second', how), 'busy')
  }, how)
})
