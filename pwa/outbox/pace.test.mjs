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

test('chunks are no larger than two seconds of the line, nor than a cut may cost', () => {
  const pace = at()
  pace.chunkMax = 512 * KIB
  assert.equal(pace.chunk, 64 * KIB)

  pace.progressed(28 * 1024 * KIB, 1000)
  assert.equal(pace.chunk, 180 * KIB) // the square root of 1 KiB times 32 MiB, in steps of 4 KiB

  pace.progressed(64 * KIB, 1300)
  assert.equal(pace.chunk, 96 * KIB)

  pace.failed()
  assert.equal(pace.chunk, 64 * KIB)
})

test('a line that has carried 256 MiB without a cut gets the largest chunks', () => {
  const pace = at()
  pace.chunkMax = 512 * KIB

  pace.progressed(260 * 1024 * KIB, 1000)

  assert.equal(pace.chunk, 512 * KIB)
})

test('a line that is cut often gets small chunks, one at a time; a good one more again', () => {
  const pace = at()
  assert.deepEqual([pace.chunk, pace.lanes], [64 * KIB, 2])

  for (let i = 0; i < 8; i++) pace.cut()
  assert.deepEqual([pace.chunk, pace.lanes], [16 * KIB, 1])

  pace.progressed(16 * 1024 * KIB, 60_000)
  assert.deepEqual([pace.chunk, pace.lanes], [64 * KIB, 2])
})

test('what was learnt is handed on, and with it the patience the server asked for', () => {
  const time = { now: 1e12 }
  const [first, second] = [at(time), at(time)]
  first.cut()
  first.failed(30)

  second.recall(first.memory)
  second.wake()

  assert.deepEqual([second.chunk, second.rest, second.patience], [first.chunk, 30_000, 1e12 + 30_000])
})

test('our own rest is nobody else\'s', () => {
  const [first, second] = [at(), at()]
  first.failed()

  second.recall(first.memory)

  assert.deepEqual([second.rest, second.patience], [0, null])
})

test('a question of a few bytes says nothing about the width of the line', () => {
  const pace = at()
  pace.chunkMax = 512 * KIB
  pace.progressed(28 * 1024 * KIB, 1000)
  pace.progressed(20, 300)

  assert.equal(pace.chunk, 180 * KIB)
})

test('a photo goes in as few pieces as the line allows, all alike', () => {
  const pace = at()

  assert.equal(pace.pieceOf(190_000), 63_334)
  assert.equal(pace.pieceOf(126_666), 63_333)
  assert.equal(pace.pieceOf(500), 500)
})
