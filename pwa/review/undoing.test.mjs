import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { aDesk, AWAY, DONE, held } from '../testing/dispatching.mjs'
import { HOLD_MS } from './dispatch.js'
import { takingBack, whatIsLeft } from './outcome.js'

const AS_TWO = { meaning: 'done', told: { status: 201, version: 2 } }
const DEWI = { meaning: 'clash', told: { status: 409, title: 'Dewi' } }

const kept = async () => (await held.all()).map(({ state, undoes, outcome, told }) => [state, undoes, outcome, told?.status])

beforeEach(async () => {
  for (const { id } of await held.all()) await held.remove(id)
})

/** Decided, sent, and no answer came. */
async function withoutAnswer(answers) {
  const desk = aDesk({ answers: [AWAY, ...answers] })
  await desk.decides('a')
  await desk.passes(HOLD_MS)
  return desk
}

test('what left without an answer is undone by its version once the server is known to have it, and that is kept to be told', async () => {
  const desk = await withoutAnswer([AS_TWO, { meaning: 'done', told: { status: 201, version: 3 } }])

  assert.equal((await desk.dispatch.undo('a')).how, 'wished')
  assert.deepEqual(desk.sent, ['a'])
  await desk.passes(5_000)

  const [, again, undo] = desk.posted
  assert.equal(again.id, 'a', 'first the same once more, which does nothing twice')
  assert.deepEqual([undo.report, undo.entries], ['r-a', [['verdict', 'undo'], ['version', '2']]])
  assert.notEqual(undo.id, 'a')
  assert.deepEqual([await kept(), desk.notUndone], [[['refused', 'a', 'Diurungkan', 201]], []])
})

test('an undo that is wished for while the answer is on its way follows it at once, before other decisions', async () => {
  let answer
  const desk = aDesk({ answers: [new Promise((come) => (answer = come)), DONE, DONE] })
  await desk.decides('0-a') // ids that sort before those made later, as they do
  await desk.decides('0-b')
  desk.now += HOLD_MS
  const sending = desk.dispatch.send()
  while (!desk.sent.length) await new Promise((next) => setTimeout(next, 1))

  assert.equal((await desk.dispatch.undo('0-a')).how, 'wished')
  answer(AS_TWO)
  await sending

  assert.deepEqual(desk.posted.map(({ report }) => report), ['r-0-a', 'r-0-a', 'r-0-b'])
})

test('what the server undoes no more is told of: an hour is over, or a colleague has decided since', async () => {
  const desk = await withoutAnswer([AS_TWO, DEWI])

  await desk.dispatch.undo('a')
  await desk.passes(5_000)

  assert.deepEqual(await kept(), [['refused', 'a', 'Diurungkan', 409]])
})

test('a decision that was never taken has nothing to undo: what was in its way is told', async () => {
  const desk = await withoutAnswer([DEWI])

  await desk.dispatch.undo('a')
  await desk.passes(5_000)

  assert.deepEqual([desk.sent, await kept()], [['a', 'a'], [['refused', undefined, '', 409]]])
})

test('an undo outlives the page it was wished for on, wherever that was left', async () => {
  const desk = await withoutAnswer([])
  await desk.dispatch.undo('a')
  desk.dispatch.leave()
  assert.deepEqual(desk.leaving, [], 'nobody would be there to undo it')

  const next = aDesk({ answers: [AS_TWO, AWAY, DONE] })
  next.now += HOLD_MS
  await next.dispatch.send()
  assert.deepEqual(await kept(), [['held', 'a', 'Diurungkan', undefined]])
  await next.passes(5_000)

  assert.deepEqual([next.sent.length, next.sent[1] === next.sent[2]], [3, true])
  assert.deepEqual(await kept(), [['refused', 'a', 'Diurungkan', 201]])
})

test('pressed again, undo goes on to the decision before, and once all are taken back it is the same wish', async () => {
  const desk = aDesk({ answers: [AWAY, AS_TWO, AWAY] })
  await desk.decides('a')
  await desk.decides('b')
  await desk.passes(HOLD_MS)

  const presses = [await desk.dispatch.undo(), await desk.dispatch.undo(), await desk.dispatch.undo()]
  await desk.dispatch.send() // its undoing is on its way now

  assert.deepEqual(presses.map((one) => one && [one.row.id, one.how]), [['b', 'back'], ['a', 'wished'], ['a', 'wished']])
  assert.equal((await desk.dispatch.undo()).how, 'wished')
  await desk.dispatch.send()
  assert.equal(await desk.dispatch.undo(), null)
})

test('what can be wished back is still the own on this page, until it is wished for', async () => {
  const desk = await withoutAnswer([])
  assert.deepEqual(desk.own, ['a'])

  await desk.dispatch.undo('a')

  assert.deepEqual(desk.own, [])
})

test('what is there already when undo is pressed is said to be there', async () => {
  const desk = await withoutAnswer([])
  const { wish } = held
  desk.dispatch.means.held = { ...held, wish: async (...its) => (await held.remove('a'), wish(...its)) }

  assert.equal((await desk.dispatch.undo('a')).how, 'late')
  assert.deepEqual(desk.notUndone, ['a late'])
})

const fails = () => Promise.reject(new DOMException('', 'QuotaExceededError'))

test('a wish that a full phone cannot keep is said to be none', async () => {
  const desk = await withoutAnswer([])
  desk.dispatch.means.held = { ...held, wish: fails }

  assert.equal((await desk.dispatch.undo('a')).how, 'full')
  assert.deepEqual(desk.notUndone, ['a full'])
})

test('what a device cannot take out of its store is said to stand, and is taken back by the next press', async () => {
  const desk = aDesk()
  await desk.decides('a')
  desk.dispatch.means.held = { ...held, takeBack: fails }

  assert.equal((await desk.dispatch.undo()).how, 'full')
  assert.deepEqual([desk.notUndone, desk.own], [['a full'], ['a']])
  desk.dispatch.means.held = held

  assert.equal((await desk.dispatch.undo()).how, 'back')
})

const MANY = { v: 1, id: 'm', report: '', many: ['a_1', 'b_1'], person: 'p-rani', entries: [['verdict', 'reject']], number: '2 laporan', title: '', outcome: 'Ditolak', made_at: 1, state: 'sending' }

test('of many those are undone that were done, and what was refused stays as it is', () => {
  const told = { status: 200, done: ['b_2'], refused: [{ id: 'a', title: 'Dewi' }] }
  const back = whatIsLeft({ ...MANY, wish: 'Diurungkan' }, 'summary', told)

  assert.deepEqual([back.many, back.entries, back.outcome, back.undoes], [['b_2'], [['verdict', 'undo']], 'Diurungkan', 'm'])
  assert.deepEqual([back.told, back.tried, back.wish], [undefined, undefined, undefined])
  assert.notEqual(back.id, 'm')
  const nothing = { ...told, done: [] }
  assert.equal(takingBack({ ...MANY, told: nothing }, 'Diurungkan'), null)
  assert.deepEqual(whatIsLeft({ ...MANY, wish: 'Diurungkan' }, 'summary', nothing).told, nothing, 'and that is told')
})

test('what was told of as done is undone in the place of what told of it', async () => {
  const desk = aDesk({ answers: [{ meaning: 'summary', told: { status: 200, done: ['b_3'], refused: [] } }] })
  const row = { ...MANY, state: 'refused', told: { status: 200, done: ['b_2'], refused: [] } }
  await held.keep(row)

  await desk.dispatch.takeBack(row)

  assert.deepEqual(desk.posted.map(({ many, entries }) => [many, entries]), [[['b_2'], [['verdict', 'undo']]]])
  assert.deepEqual(await kept(), [['refused', 'm', 'Diurungkan', 200]])
})

const SUMMED = { ...MANY, state: 'refused', told: { status: 200, done: ['b_2'], refused: [] } }

test('what told of many is closed in another tab: they are undone all the same, and once', async () => {
  const desk = aDesk({ answers: [{ meaning: 'summary', told: { status: 200, done: ['b_3'], refused: [] } }] })

  await desk.dispatch.takeBack(SUMMED)
  await desk.dispatch.takeBack(SUMMED)

  assert.deepEqual(desk.posted.map(({ many, entries }) => [many, entries]), [[['b_2'], [['verdict', 'undo']]]])
  assert.deepEqual(await kept(), [['refused', 'm', 'Diurungkan', 200]])
})

test('an undoing of many that a full phone cannot keep is said to be none, and what told of them stays', async () => {
  const desk = aDesk()
  await held.keep(SUMMED)
  desk.dispatch.means.held = { ...held, undoing: fails }

  await desk.dispatch.takeBack(SUMMED)

  assert.deepEqual([desk.notUndone, desk.sent, await kept()], [['m full'], [], [['refused', undefined, 'Ditolak', 200]]])
})

test('an undoing is not undone', async () => {
  await held.keep({ ...MANY, entries: [['verdict', 'undo']] })

  assert.equal(await held.wish('m', 'Diurungkan'), false)
})

test('a store that fails once holds up nothing for longer than a lost network does', async () => {
  const desk = aDesk()
  await desk.decides('a')
  let isFull = true
  desk.dispatch.means.held = { ...held, begin: (id) => (isFull ? ((isFull = false), Promise.reject(new DOMException('', 'QuotaExceededError'))) : held.begin(id)) }

  await desk.passes(HOLD_MS + 5_000)

  assert.deepEqual([desk.sent, await held.all()], [['a'], []])
})
