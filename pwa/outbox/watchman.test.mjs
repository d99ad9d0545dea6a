import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { newDraft } from './begun.js'
import { Watchman } from './watchman.js'

const saved = (id, more = {}) => ({ ...newDraft({ id, owner: '', now: 5, register: 1 }), state: 'queued', ...more })
const ok = (body = {}) => ({ status: 200, ours: true, body })

let notes, database, heard, server, sealed
const sentinel = {
  waiting: () => notes.waiting ?? null, noteWaiting: (value) => (notes.waiting = value),
  loss: () => notes.loss ?? null, noteLoss: (value) => (notes.loss = value),
}
const facts = { recall: async (name) => database[name], remember: async (name, value) => void (database[name] = value) }
const network = {
  whoami: async () => server.whoami, tellWaiting: async (waiting) => (heard.push(['waiting', waiting.count]), server.answer),
  tellLoss: async (loss) => (heard.push(['loss', loss.id, loss.count]), server.answer),
}
const watchman = () => new Watchman({ sentinel, facts, network, newId: () => 'loss-1', sealed: async () => sealed })

beforeEach(() => {
  notes = {}
  database = {}
  heard = []
  sealed = []
  server = { whoami: ok({ waiting: null }), answer: ok() }
})

test('what waits is noted beside the database', async () => {
  await watchman().look([saved('b', { captured_at: 9 }), saved('a'), saved('c', { state: 'stored' })])

  assert.deepEqual(notes.waiting, { count: 2, last: 'b', since: 9 })
})

test('a database that was cleared is noticed, with how many were lost and since when', async () => {
  await watchman().look([saved('a', { captured_at: 9 })])
  database = {}

  const after = watchman()
  await after.look([])

  assert.deepEqual([after.loss.count, after.loss.since, notes.waiting.count], [1, 9, 0])
})

test('an empty queue that was emptied by the person is no loss', async () => {
  await watchman().look([saved('a')])

  const after = watchman()
  await after.look([])

  assert.equal(after.loss, null)
  assert.equal(notes.waiting.count, 0)
})

test('a loss is told to the server once and to the person until it is dismissed', async () => {
  notes.waiting = { count: 3, last: 'x', since: 9 }
  const man = watchman()
  await man.look([])

  await man.contact()
  await man.contact()
  await watchman().contact()

  assert.deepEqual(heard.filter(([what]) => what === 'loss'), [['loss', 'loss-1', 3]])
  assert.equal(man.loss.count, 3)
  man.dismiss()
  assert.equal(watchman().loss, null)
})

test('a server that does not answer is told again', async () => {
  notes.waiting = { count: 3, last: 'x', since: 9 }
  const man = watchman()
  await man.look([])

  server.answer = null
  await man.contact()
  server.answer = ok()
  await man.contact()

  assert.deepEqual(heard.filter(([what]) => what === 'loss').length, 2)
  assert.equal(notes.loss.told, true)
})

test('the server hears of a change, and nothing when nothing changed', async () => {
  const man = watchman()
  await man.look([saved('a')])
  await man.contact()
  await man.contact()
  await man.look([saved('a', { state: 'stored' })])
  await man.contact()

  assert.deepEqual(heard, [['waiting', 1], ['waiting', 0]])
})

test('when even the note is gone, the server remembers', async () => {
  server.whoami = ok({ waiting: { count: 2, last_saved_at: '2026-11-20T08:00:00Z' } })
  const man = watchman()
  await man.look([])

  await man.contact()

  assert.deepEqual([man.loss.count, man.loss.since], [2, Date.parse('2026-11-20T08:00:00Z')])
  assert.deepEqual(heard[0], ['loss', 'loss-1', 2])
})

test('a phone that never kept anything has lost nothing', async () => {
  const man = watchman()
  await man.look([])

  await man.contact()

  assert.equal(man.loss, null)
  assert.deepEqual(heard, [])
})

test('reports sealed for somebody who is signed out wait too', async () => {
  sealed = [{ id: 'theirs', saved_at: 7 }]
  await watchman().look([])
  assert.deepEqual(notes.waiting, { count: 1, last: 'theirs', since: 7 })
  database = {}
  sealed = []

  const after = watchman()
  await after.look([])

  assert.equal(after.loss.count, 1)
})

test('the last of what waits is the one saved last, whatever its id and whoever it is of', async () => {
  sealed = [{ id: 'c', saved_at: 7 }]
  await watchman().look([saved('a', { captured_at: 9 }), saved('b', { captured_at: 8 })])
  assert.deepEqual(notes.waiting, { count: 3, last: 'a', since: 9 })

  sealed = [{ id: '0', saved_at: 10 }]
  await watchman().look([saved('a', { captured_at: 9 })])
  assert.deepEqual(notes.waiting, { count: 2, last: '0', since: 10 })
})

test('a new credential tells the server anew what waits', async () => {
  database.me = { device: 'first' }
  await watchman().look([saved('a')])
  await watchman().contact()
  database.me = { device: 'second' }

  await watchman().contact()
  await watchman().contact()

  assert.deepEqual(heard, [['waiting', 1], ['waiting', 1]])
})
