import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tally } from './tally.js'

const answered = (id, state) => ({ id, state: 'needs_info', at: 't', reply: { state, asked_at: 't' } })

test('an answer that waits counts although every report has arrived', () => {
  const { reports, answers, moving } = tally([{ id: '1', state: 'stored' }], [answered('1', 'queued'), answered('2', 'sent')])

  assert.deepEqual([reports, answers, moving], [0, 1, 1])
})

test('what only its person can help is not on its way, and the first of it is named', () => {
  const rows = [{ id: '1', state: 'draft' }, { id: '2', state: 'blocked' }, { id: '3', state: 'queued' }, { id: '4', state: 'blocked', dropped_at: 1 }]

  assert.deepEqual(tally(rows, []), { reports: 2, answers: 0, stuck: 1, moving: 1, first: '2' })
  assert.deepEqual(tally([], [answered('5', 'blocked')]), { reports: 0, answers: 0, stuck: 1, moving: 0, first: '5' })
})
