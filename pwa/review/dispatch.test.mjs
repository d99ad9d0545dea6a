import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { Dispatch, HOLD_MS } from './dispatch.js'
import * as held from './held.js'
import { read } from './sending.js'

const DONE = { meaning: 'done', told: { status: 201 } }
const AWAY = { meaning: 'later', told: { status: 0 } }

/** A reviewer's page with a clock to turn, and a server that answers as told. */
function aDesk({ person = 'p-rani', answers = [] } = {}) {
  const desk = { now: 1_000_000, sent: [], leaving: [], timers: [], told: [], answers }
  const post = async (row, { leaving } = {}) => {
    if (leaving) desk.leaving.push(row.id)
    else desk.sent.push(row.id)
    return desk.answers.shift() ?? DONE
  }
  desk.dispatch = new Dispatch({
    held,
    post,
    person,
    now: () => desk.now,
    later: (work, ms) => desk.timers.push({ work, at: desk.now + ms }),
    alone: (work) => work(),
    tell: (rows) => (desk.told = rows.map(({ id, state }) => `${id} ${state}`)),
  })
  desk.decides = (id) => desk.dispatch.decide({ v: 1, id, report: `r-${id}`, person, entries: [], number: '', title: '', outcome: '', made_at: desk.now, state: 'held' })
  return desk
}

beforeEach(async () => {
  for (const { id } of await held.all()) await held.remove(id)
})

test('a decision is on the disk before anything else happens, and is sent after ten seconds', async () => {
  const desk = aDesk()

  await desk.decides('a')
  assert.deepEqual((await held.all()).map(({ id, state }) => [id, state]), [['a', 'held']])
  assert.equal(desk.timers[0].at - desk.now, HOLD_MS)
  await desk.dispatch.send()
  assert.deepEqual(desk.sent, [])

  desk.now += HOLD_MS
  await desk.dispatch.send()
  assert.deepEqual(desk.sent, ['a'])
  assert.deepEqual(await held.all(), [])
})

test('what is taken back is never sent', async () => {
  const desk = aDesk()
  await desk.decides('a')
  await desk.decides('b')

  const row = await desk.dispatch.undo()
  desk.now += HOLD_MS
  await desk.dispatch.send()

  assert.equal(row.id, 'b')
  assert.deepEqual(desk.sent, ['a'])
  assert.equal(await desk.dispatch.undo(), null)
})

test('a decision that is on its way cannot be taken back', async () => {
  const desk = aDesk()
  await desk.decides('a')
  await held.begin('a')

  assert.equal(await desk.dispatch.undo(), null)
})

test('leaving the page sends at once and keeps the row until an answer says it is there', async () => {
  const desk = aDesk()
  await desk.decides('a')

  desk.dispatch.leave()
  assert.deepEqual(desk.leaving, ['a'])

  const next = aDesk()
  next.now += HOLD_MS
  await next.dispatch.send()
  assert.deepEqual(next.sent, ['a'])
})

test('without a network decisions wait in their order and are tried again', async () => {
  const desk = aDesk({ answers: [AWAY] })
  await desk.decides('a')
  await desk.decides('b')
  desk.now += HOLD_MS

  await desk.dispatch.send()
  assert.deepEqual(desk.told, ['a held', 'b held'])
  assert.ok(desk.timers.some(({ at }) => at === desk.now + 5_000))

  await desk.dispatch.send()
  assert.deepEqual(desk.sent, ['a', 'a', 'b'])
})

test('a decision a page died with is sent by the next', async () => {
  const desk = aDesk()
  await desk.decides('a')
  await held.begin('a')
  desk.now += HOLD_MS

  await desk.dispatch.send()

  assert.deepEqual(desk.sent, ['a'])
})

test('a colleague\'s decision is shown and does not hold up the others', async () => {
  const desk = aDesk({ answers: [{ meaning: 'clash', told: { status: 409, title: 'Dewi' } }] })
  await desk.decides('a')
  await desk.decides('b')
  desk.now += HOLD_MS

  await desk.dispatch.send()
  await desk.dispatch.send()

  assert.deepEqual(desk.sent, ['a', 'b'])
  assert.deepEqual((await held.all()).map(({ id, state, told }) => [id, state, told.title]), [['a', 'refused', 'Dewi']])
})

test('decisions are sent as whoever made them, and wait while somebody else is signed in', async () => {
  const rani = aDesk()
  await rani.decides('a')
  const dewi = aDesk({ person: 'p-dewi' })
  dewi.now += HOLD_MS

  await dewi.dispatch.send()

  assert.deepEqual(dewi.sent, [])
  assert.equal(await dewi.dispatch.undo(), null)
  assert.equal((await held.all()).length, 1)
})

test('only an answer of our own server counts', () => {
  const meaning = (status, body) => read(status, body).meaning
  const ours = { api: 'masdarling/1' }

  assert.equal(meaning(200, '<html>'), 'later')
  assert.equal(meaning(201, {}), 'later')
  assert.equal(meaning(201, ours), 'done')
  assert.equal(meaning(401, ours), 'sign-in')
  assert.equal(meaning(403, { ...ours, type: 'urn:masdarling:problem:other-owner' }), 'sign-in')
  assert.equal(meaning(409, ours), 'clash')
  assert.deepEqual([404, 413, 422].map((status) => meaning(status, ours)), ['refused', 'refused', 'refused'])
  assert.deepEqual([0, 429, 503].map((status) => meaning(status, ours)), ['later', 'later', 'later'])
})
