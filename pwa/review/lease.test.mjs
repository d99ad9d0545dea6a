import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Lease } from './lease.js'

const MINUTE = 60_000

/** A case page beside a server that knows who has which case. */
function aPage() {
  const page = { now: 0, isSeen: true, holder: 'Rani', lasts: 5 * MINUTE, asked: [], left: [], told: [] }
  page.lease = new Lease({
    take: async (id, over) => {
      page.asked.push(over ? `${id} over` : id)
      if (over) page.holder = 'Rani'
      return page.holder && { yours: page.holder === 'Rani', name: page.holder, until: page.now + page.lasts }
    },
    leave: (id) => page.left.push(id),
    now: () => page.now,
    isSeen: () => page.isSeen,
    tell: (whose) => page.told.push(whose),
  })
  return page
}

test('another case is taken when it is shown, and the one before let go', async () => {
  const page = aPage()
  page.lease.begin('a', { yours: true, name: 'Rani', until: 5 * MINUTE })

  await page.lease.open('b')

  assert.deepEqual([page.asked, page.left, page.told], [['b'], ['a'], [null, 'yours']])
})

test('a case that is left before the server has answered is let go when it answers', async () => {
  const page = aPage()
  const first = page.lease.open('a')

  await Promise.all([first, page.lease.open('b')])

  assert.deepEqual([page.asked, page.left, page.told], [['a', 'b'], ['a'], [null, null, 'yours']])
})

test('a case nobody looks at is not asked for again', async () => {
  const page = aPage()
  await page.lease.open('a')
  page.isSeen = false

  await page.lease.beat()

  assert.deepEqual(page.asked, ['a'])
})

test('whose case was taken over is told so at the next beat, and may take it back', async () => {
  const page = aPage()
  await page.lease.open('a')
  page.holder = 'Dewi'

  await page.lease.beat()
  await page.lease.takeOver()

  assert.deepEqual(page.told, [null, 'yours', 'lost', 'yours'])
})

test('what a colleague holds is not let go, and becomes free when they leave it', async () => {
  const page = aPage()
  page.holder = 'Dewi'
  await page.lease.open('a')
  page.holder = 'Rani'
  await page.lease.beat()
  page.holder = 'Dewi'
  await page.lease.open('b')
  page.lease.leave()

  assert.deepEqual([page.told, page.left], [[null, 'other', 'yours', null, 'other'], ['a']])
})

test('a case that was taken from the list for an hour stays taken when it is left', async () => {
  const page = aPage()
  page.lasts = 40 * MINUTE
  await page.lease.open('a')

  page.lease.leave()

  assert.deepEqual(page.left, [])
})

test('a decided case is not let go: colleagues would open what is about to change', async () => {
  const page = aPage()
  await page.lease.open('a')
  page.lease.decided('a')

  await page.lease.open('b')

  assert.deepEqual(page.left, [])
})

test('a decision that is taken back where it was made leaves a case that is let go again', async () => {
  const page = aPage()
  await page.lease.open('a')
  page.lease.decided('a')

  await page.lease.open('a')
  await page.lease.open('b')

  assert.deepEqual([page.asked, page.left], [['a', 'b'], ['a']])
})

test('an answer that comes when another case is shown says nothing of that one', async () => {
  const page = aPage()
  const slow = page.lease.open('a')
  const next = page.lease.open('b')

  await Promise.all([slow, next])

  assert.deepEqual(page.told, [null, null, 'yours'])
})
