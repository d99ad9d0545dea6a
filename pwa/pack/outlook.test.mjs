import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPast, outlookOf } from './outlook.js'

const DAY = 24 * 3600_000
const echo = { id: 'theirs', kelurahan: 'a', state: 'told', at: 1_000 }
const pack = (reports, more = {}) => ({ kelurahan: 'a', reports, checked_at: 2_000, ...more })
const others = (n) => Array.from({ length: n }, (_, i) => ({ id: `other ${i}`, state: 'verified' }))

test('a report that is in a pack stands as the pack says', () => {
  assert.equal(outlookOf(echo, [pack([], { kelurahan: 'b' }), pack([{ id: 'theirs', state: 'in_progress' }])]), 'in_progress')
})

test('a report that has gone from the pack of its kelurahan is over', () => {
  assert.equal(outlookOf(echo, [pack(others(3))]), 'over')
})

test('nothing is said of a report the packs cannot tell of', () => {
  assert.equal(outlookOf(echo, [pack([], { kelurahan: 'b' })]), '')
  assert.equal(outlookOf(echo, [pack(others(500))]), '')
  assert.equal(outlookOf(echo, [pack([], { checked_at: 999 })]), '')
  assert.equal(outlookOf({ ...echo, state: 'waiting' }, [pack([])]), '')
})

test('past is what is over, and after a month what no pack tells of; never what is open or has yet to be told', () => {
  const past = (more, now = 2_000) => isPast({ ...echo, outlook: '', ...more }, now)

  assert.deepEqual([past({ outlook: 'over' }), past({}), past({}, 32 * DAY)], [true, false, true])
  assert.deepEqual([past({ outlook: 'verified' }, 32 * DAY), past({ state: 'waiting' }, 32 * DAY), past({ state: 'gone' }, 32 * DAY)], [false, false, false])
})
