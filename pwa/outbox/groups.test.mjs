import assert from 'node:assert/strict'
import { test } from 'node:test'
import { grouped, isListed } from './groups.js'

const rows = [
  { id: '5', state: 'draft' }, { id: '4', state: 'stored' }, { id: '3', state: 'stored' },
  { id: '2', state: 'sent' }, { id: '1', state: 'blocked' }, { id: '0', state: 'queued' },
]
const ids = (group) => group.map(({ id }) => id).join('')

test('every report stands under one filter, and all of them under "all"', () => {
  const { all, unsent, sent, over } = grouped(rows, (id) => (id === '3' ? { state: 'resolved' } : null))

  assert.deepEqual([ids(unsent), ids(sent), ids(over)], ['150', '42', '3'])
  assert.equal(all.length, rows.length)
})

test('what needs the person comes first', () => {
  assert.equal(ids(grouped(rows, () => null).all), '154320')
  assert.equal(ids(grouped(rows, () => null, (id) => id === '3').all), '315420')
})

test('a draft that was let go for the report of another is not listed as deleted, one that was deleted is', () => {
  const rows = [{ id: 'draft' }, { id: 'joined', dropped_at: 1, joined: 'theirs' }, { id: 'deleted', dropped_at: 1, joined: '' }, { id: 'back', dropped_at: null, joined: 'theirs' }]

  assert.deepEqual(rows.filter(isListed).map(({ id }) => id), ['draft', 'deleted', 'back'])
})
