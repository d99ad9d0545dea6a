import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newDraft, renewed } from './begun.js'
import { belongsTo, isEditable, ownerOf, photoProgress } from './row.js'
import { standingOf } from './standing.js'

const row = (more = {}) => ({ ...newDraft({ id: 'a', owner: '', now: 5, register: 3 }), ...more })

test('a row belongs to its owner, or to whoever comes first', () => {
  const ani = { person: 'ani' }

  assert.ok(belongsTo(row({ owner: 'ani' }), ani))
  assert.ok(belongsTo(row({ owner: '' }), ani))
  assert.ok(!belongsTo(row({ owner: 'budi' }), ani))
  assert.ok(!belongsTo(row({ owner: 'ani' }), { person: null }))
  assert.equal(ownerOf(ani), 'ani')
  assert.equal(ownerOf(null), '')
})

test('a report may change only while no attempt to send it was begun', () => {
  assert.ok(isEditable(row()))
  assert.ok(isEditable(row({ state: 'queued' })))
  assert.ok(!isEditable(row({ state: 'queued', tried: true })))
  assert.ok(!isEditable(row({ state: 'sent' })))
})

test('progress counts what the server has acknowledged', () => {
  const photos = [{ sha256: 'a', size: 100, photo: '1' }, { sha256: 'b', size: 50, photo: '2' }, { sha256: 'c', size: 9, photo: '3' }]
  const server = { number: 'MD', state: 'partial', photos: [{ sha256: 'a', offset: 30, complete: false }, { sha256: 'b', offset: 0, complete: true }] }

  const told = photoProgress(row({ sealed: { photos }, server })).map(({ sent, size, complete }) => [sent, size, complete])

  assert.deepEqual(told, [[30, 100, false], [50, 50, true], [0, 9, false]])
  assert.deepEqual(photoProgress(row()), [])
})

test('taken up anew a report keeps its words and names the one the server has', () => {
  const old = row({ id: 'old', state: 'blocked', server: { number: 'MD' }, captured_at: 7, form: { category: 'SMP-01' } })

  const next = renewed(old, 'new', 9)

  assert.deepEqual([next.id, next.state, next.supersedes, next.captured_at, next.form.category], ['new', 'draft', 'old', 7, 'SMP-01'])
  assert.equal(renewed({ ...old, server: null }, 'new', 9).supersedes, null)
})

test('between deliveries a report whose words have arrived has photos to follow', () => {
  const half = row({ state: 'sending' })

  assert.equal(standingOf(half, null, true), 'sending')
  assert.equal(standingOf(half, null, false), 'partly')
})

test("somebody else's report says nothing but that", () => {
  const theirs = row({ state: 'queued', owner: 'budi' })

  assert.equal(standingOf(theirs, { person: 'ani', device: 'd', name: '' }, false), 'foreign')
})
