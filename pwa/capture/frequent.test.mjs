import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { facts, wipe } from '../testing/phone.mjs'
import { choicesOf, rememberChoices } from './choices.js'
import { counted, often } from './frequent.js'

beforeEach(wipe)
const DAY = 24 * 3600 * 1000
const CATEGORIES = ['A', 'B', 'C', 'D', 'E'].map((code) => ({ code, common: code === 'B' || code === 'E' }))
const first = (history, now, most = 9) => often(CATEGORIES, history, { now, most }).map(({ code }) => code)
const chosen = (...choices) => choices.reduce((history, [code, day]) => counted(history, code, day * DAY), {})

test('who never reported is offered what is common', () => {
  assert.deepEqual(first({}, 0), ['B', 'E'])
})

test('what was reported more often comes first, what is common after it and not twice', () => {
  const history = chosen(['D', 0], ['C', 0], ['D', 1], ['E', 1])

  assert.deepEqual(first(history, DAY), ['D', 'E', 'C', 'B'])
  assert.deepEqual(first(history, DAY, 2), ['D', 'E'])
})

test('a habit of long ago gives way to one of today', () => {
  const history = chosen(['A', 0], ['A', 1], ['A', 2], ['C', 60])

  assert.deepEqual(first(history, 60 * DAY).slice(0, 2), ['C', 'A'])
})

test('a clock put back by years upsets nothing', () => {
  const history = counted(counted({}, 'A', 2000 * DAY), 'C', 0)

  assert.ok(Object.values(history).every(({ weight }) => weight === 1))
  assert.deepEqual(new Set(first(history, 0).slice(0, 2)), new Set(['A', 'C']))
})

test('what a category was called in an older register is not offered, and not kept for ever', () => {
  let history = counted({}, 'GONE', 0)
  for (let n = 0; n < 30; n++) history = counted(history, `X-${n}`, n * DAY)

  assert.deepEqual(first(history, 0), ['B', 'E'])
  assert.equal(Object.keys(history).length, 24)
  assert.ok(!history.GONE)
})

test('each person\'s choices are remembered apart', async () => {
  await rememberChoices(facts, 'ani', { identity: 'confidential', category: 'C' }, 0)
  await rememberChoices(facts, 'ani', { identity: 'confidential', category: 'C' }, 0)
  await rememberChoices(facts, '', { identity: 'anonymous', category: 'D' }, 0)

  assert.deepEqual(await choicesOf(facts, 'ani'), { identity: 'confidential', categories: { C: { weight: 2, at: 0 } } })
  assert.equal((await choicesOf(facts, '')).identity, 'anonymous')
  assert.deepEqual(await choicesOf(facts, 'budi'), { identity: 'named', categories: {} })
})
