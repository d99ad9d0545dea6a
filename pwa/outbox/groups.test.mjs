import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countOf, grouped, isListed } from './groups.js'

const rows = [
  { id: '5', state: 'draft' }, { id: '4', state: 'stored' }, { id: '3', state: 'stored' },
  { id: '2', state: 'sent' }, { id: '1', state: 'blocked' }, { id: '0', state: 'queued' },
]
const ids = (group) => group.map(({ id }) => id).join('')

test('every report that was saved stands under one filter, and drafts with all of them under "all"', () => {
  const { all, unsent, sent, over } = grouped(rows, { statusOf: (id) => (id === '3' ? { state: 'resolved' } : null) })

  assert.deepEqual([ids(unsent), ids(sent), ids(over)], ['10', '42', '3'])
  assert.equal(all.length, rows.length)
})

test('what needs the person comes first', () => {
  assert.equal(ids(grouped(rows, { statusOf: () => null }).all), '154320')
  assert.equal(ids(grouped(rows, { statusOf: () => null, isAsked: (id) => id === '3' }).all), '315420')
})

test('a draft that was let go for the report of another is not listed as deleted, one that was deleted is', () => {
  const rows = [{ id: 'draft' }, { id: 'joined', dropped_at: 1, joined: 'theirs' }, { id: 'deleted', dropped_at: 1, joined: '' }, { id: 'back', dropped_at: null, joined: 'theirs' }]

  assert.deepEqual(rows.filter(isListed).map(({ id }) => id), ['draft', 'deleted', 'back'])
})

test('unsent is what is saved, ours, and not deleted: drafts and what was just deleted do not count', () => {
  const rows = [{ id: '1', state: 'queued' }, { id: '2', state: 'queued', dropped_at: 1 }, { id: '3', state: 'draft' }, { id: '4', state: 'queued', owner: 'other' }, { id: '5', state: 'discarding' }]

  const { all, unsent } = grouped(rows, { statusOf: () => null, isOurs: ({ owner }) => !owner })

  assert.deepEqual([ids(unsent), countOf(unsent), countOf(all)], ['12', 1, 4])
})

test('a report whose answer to a reviewer waits is not all sent', () => {
  const rows = [{ id: '1', state: 'stored' }, { id: '2', state: 'stored' }]

  const { unsent, sent } = grouped(rows, { statusOf: () => null, answerWaits: (id) => id === '2' })

  assert.deepEqual([ids(unsent), ids(sent)], ['2', '1'])
})
