import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import * as taken from './taken.js'
import { reportsUndone } from './undone.js'

const line = (id, more = {}) => ({ id, version: 1, number: '', title: '', area: '', rt: '', note: '', place: null, pictures: [], html: '', person: 'p-rani', taken_at: 5, turn: 1, outcome: 'Terverifikasi', ...more })
const undoing = (report, more = {}) => ({ id: `u-${report}`, report, undoes: 'a', outcome: 'Diurungkan', made_at: 9, state: 'refused', told: { status: 201 }, ...more })

beforeEach(() => taken.forget(() => true))

test('a case in the field is said to be undone once the server has undone it, and not before, nor where it refused', async () => {
  for (const id of ['a', 'b', 'c']) await taken.keep(line(id), [])
  const rows = [undoing('a'), undoing('b', { state: 'held', told: undefined }), undoing('c', { told: { status: 409 } }), undoing('elsewhere')]

  assert.deepEqual(await reportsUndone(rows, taken.get), [{ report: 'a', outcome: 'Diurungkan' }])
})

test('it is said once, and not of a case that was taken along again since', async () => {
  await taken.keep(line('a', { outcome: 'Diurungkan' }), [])
  await taken.keep(line('b', { outcome: '' }), [])
  await taken.keep(line('c', { taken_at: 10 }), [])

  assert.deepEqual(await reportsUndone(['a', 'b', 'c'].map((id) => undoing(id)), taken.get), [])
})
