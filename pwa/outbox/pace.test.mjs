import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Pace } from './pace.js'

const KIB = 1024
const at = (time = { now: 0 }, random = 1) => new Pace(() => time.now, () => random)

test('rests grow, stay below 15 seconds, and end with any progress', () => {
  const pace = at()
  const rests = []
  for (let i = 0; i < 8; i++) {
    pace.failed()
    rests.push(pace.rest)
  }

  assert.deepEqual(rests, [1000, 2000, 4000, 8000, 12000, 12000, 12000, 12000])
  pace.progressed(1, 1)
  assert.equal(pace.rest, 0)
  pace.failed()
  assert.equal(pace.rest, 1000)
})

test('phones that failed together do not come back together', () => {
  const [calm, eager] = [at(undefined, 1), at(undefined, 0)]
  calm.failed()
  eager.failed()

  assert.deepEqual([calm.rest, eager.rest], [1000, 500])
})

test('a tap ends our own rest, not the one the server asked for', () => {
  const pace = at()
  pace.failed()
  pace.wake()
  assert.equal(pace.rest, 0)

  pace.failed(30)
  pace.wake()
  assert.equal(pace.rest, 30_000)
})

test('a clock set back by years does not silence the queue', () => {
  const time = { now: 1e12 }
  const pace = at(time)
  pace.failed()
  time.now -= 1e11

  assert.equal(pace.rest, 0)
})

test('a good connection sends a photo in one, a bad one in 64 KiB', () => {
  const pace = at()
  pace.chunkMax = 512 * KIB
  assert.equal(pace.chunk, 64 * KIB)

  pace.progressed(30 * KIB, 60)
  assert.equal(pace.chunk, 512 * KIB)

  pace.progressed(64 * KIB, 1300)
  assert.equal(pace.chunk, 64 * KIB)

  pace.progressed(500 * KIB, 900)
  pace.failed()
  assert.equal(pace.chunk, 64 * KIB)
})

test('a question of a few bytes says nothing about the width of the line', () => {
  const pace = at()
  pace.chunkMax = 512 * KIB
  pace.progressed(30 * KIB, 60)
  pace.progressed(20, 300)

  assert.equal(pace.chunk, 512 * KIB)
})
