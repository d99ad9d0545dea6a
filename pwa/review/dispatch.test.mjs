import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { aDesk, AWAY, held } from '../testing/dispatching.mjs'
import { HOLD_MS } from './dispatch.js'
import { read } from './sending.js'

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

  const { row, how } = await desk.dispatch.undo()
  desk.now += HOLD_MS
  await desk.dispatch.send()

  assert.deepEqual([row.id, how], ['b', 'back'])
  assert.deepEqual(desk.sent, ['a'])
  assert.equal(await desk.dispatch.undo(), null)
})

test('in two tabs each takes back its own decision, and the one the button belongs to', async () => {
  const [one, other] = [aDesk(), aDesk()]
  await one.decides('a')
  await one.decides('b')
  await other.decides('c')

  assert.equal((await one.dispatch.undo('a')).row.id, 'a')
  assert.equal((await one.dispatch.undo()).row.id, 'b')
  assert.equal(await one.dispatch.undo(), null)
  assert.deepEqual((await held.all()).map(({ id }) => id), ['c'])
  assert.deepEqual(other.own, ['c'])
})

test('a tab that is closed sends what was decided in it, and nothing that another tab has taken back since', async () => {
  const [one, other] = [aDesk(), aDesk()]
  await one.decides('a')
  await other.decides('b')
  await one.dispatch.undo()

  other.dispatch.leave()

  assert.deepEqual(other.leaving, ['b'])
})

test('a page that is opened leaves what another tab holds its ten seconds, and sends it if that tab does not', async () => {
  const one = aDesk()
  await one.decides('a')
  const other = aDesk()
  other.now += 4_000

  await other.dispatch.send()
  assert.deepEqual([other.sent, other.own], [[], []])

  await other.passes(6_000)
  assert.deepEqual(other.sent, ['a'])
})

test('what a page was left with is sent by the next at once', async () => {
  const desk = aDesk()
  await desk.decides('a')
  desk.dispatch.leave()
  await new Promise((done) => setTimeout(done, 20))

  const next = aDesk()
  await next.dispatch.send()

  assert.deepEqual(next.sent, ['a'])
})

test('a clock that is set back holds nothing up', async () => {
  const desk = aDesk()
  await desk.decides('a')
  desk.now -= 3 * 3_600_000

  await desk.dispatch.send()

  assert.deepEqual(desk.sent, ['a'])
})

test('many decisions without a network are tried again as one is', async () => {
  const away = Array.from({ length: 1000 }, () => AWAY)
  const desk = aDesk({ answers: away })
  for (let i = 10; i < 40; i++) await desk.decides(`d${i}`)

  await desk.passes(10 * 60_000)

  assert.equal(desk.timers.length, 1)
  assert.ok(desk.sent.length < 20, `${desk.sent.length} tries`)
})

test('who has to sign in first is not asked again and again', async () => {
  const desk = aDesk({ answers: [{ meaning: 'sign-in', told: { status: 401 } }] })
  await desk.decides('a')

  await desk.passes(10 * 60_000)

  assert.deepEqual([desk.sent, desk.timers], [['a'], []])
})

test('what becomes known a little later goes with a decision, unless it has left', async () => {
  const desk = aDesk({ answers: [AWAY] })
  await desk.decides('a')
  await desk.dispatch.amend('a', [['field', 'old']])
  await desk.dispatch.amend('a', [['field', 'here']])
  await desk.passes(HOLD_MS)
  await desk.dispatch.amend('a', [['field', 'late']])

  assert.deepEqual((await held.all())[0].entries, [['field', 'here']])
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

const BROKEN = { meaning: 'later', told: { status: 500 } }

test('a decision that the server has a fault with holds up what is about the same report, and no other', async () => {
  const desk = aDesk({ answers: [BROKEN] })
  await desk.decides('a')
  await desk.decides('b', { report: '', many: ['r-a_1', 'r-c_1'] })
  await desk.decides('c')
  await desk.decides('d')
  desk.now += HOLD_MS

  await desk.dispatch.send()
  assert.deepEqual([desk.sent, desk.told], [['a', 'd'], ['a held', 'b held', 'c held']])

  await desk.passes(5_000)
  assert.deepEqual(desk.sent, ['a', 'd', 'a', 'b', 'c'])
})

test('a server that is away, or that asks for patience, is asked once', async () => {
  for (const status of [0, 200, 429, 503]) {
    const desk = aDesk({ answers: [{ meaning: 'later', told: { status } }] })
    await desk.decides('a')
    await desk.decides('b')
    desk.now += HOLD_MS

    await desk.dispatch.send()
    assert.deepEqual(desk.sent, ['a'], `${status}`)
    for (const { id } of await held.all()) await held.remove(id)
  }
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
