import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeAlong } from './taking-along.js'

/** So many cases come; what it notes stands in the order in which it happened. */
function aQueue(n, end = 'kept') {
  const met = []
  const take = async (progress) => {
    for (let i = 1; i <= n; i++) progress(i)
    return { end, n }
  }
  return { met, take, progress: (i) => met.push(i) }
}

test('the page is kept with the first case, before the network can go', async () => {
  const { met, take, progress } = aQueue(3)

  const told = await takeAlong(take, async () => void met.push('page'), progress)

  assert.deepEqual([told, met], [{ end: 'kept', n: 3, opens: true }, ['page', 1, 2, 3]])
})

test('a page that could not be kept is told of, and how the cases ended all the same', async () => {
  const { take, progress } = aQueue(2, 'partly')

  assert.deepEqual(await takeAlong(take, async () => { throw new TypeError('Failed to fetch') }, progress), { end: 'partly', n: 2, opens: false })
})

test('a line that says nothing any more does not hold the page up for ever', async () => {
  const { take, progress } = aQueue(1)

  assert.equal((await takeAlong(take, () => new Promise(() => {}), progress, 10)).opens, false)
})

test('where no case came no page is kept', async () => {
  const { met, take, progress } = aQueue(0, 'session')

  await takeAlong(take, async () => void met.push('page'), progress)

  assert.deepEqual(met, [])
})
