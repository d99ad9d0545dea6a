import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { aForm, atTheDesk, held, nothingHeld, soon } from '../testing/desk.mjs'
import { Bulk } from './bulk.js'

beforeEach(nothingHeld)

/** A list of rows, all picked, and the form that decides about them. */
function aList(picks = ['a_1', 'b_1']) {
  const boxes = picks.map((value) => {
    const row = { dataset: {}, hidden: false, classList: { toggle() {} }, querySelector: () => null }
    return { value, checked: true, closest: () => row }
  })
  const list = Object.assign(new EventTarget(), { querySelectorAll: () => boxes })
  const form = Object.assign(new EventTarget(), aForm(), { querySelector: () => null, reset() {} })
  const { dispatch } = atTheDesk(['a'])
  const bulk = new Bulk(form, list, () => dispatch)
  return { bulk, boxes, dispatch, form, submits: () => form.dispatchEvent(new Event('submit', { cancelable: true })) }
}

test('a second press while the first is being kept decides nothing', async () => {
  const list = aList()

  list.submits()
  list.submits()
  await soon()

  assert.deepEqual((await held.all()).map(({ many }) => many), [['a_1', 'b_1']])
})

test('how many it is about is said in words of one or of many', async () => {
  const list = aList()
  Object.assign(list.form.dataset, { one: '1 report', many: '{n} reports' })

  list.submits()
  await soon()

  assert.deepEqual((await held.all()).map(({ number }) => number), ['2 reports'])
})

test('what fails after it was kept does not send it a second time', async () => {
  const list = aList()
  list.dispatch.means.tell = () => {
    throw new Error('the list cannot be drawn')
  }

  list.submits()
  await soon()

  assert.deepEqual([list.form.isSentPlainly, (await held.all()).length], [undefined, 1])
})

test('the list is read anew for what was undone once nothing is picked in it, and nothing held', () => {
  const list = aList()
  let n = 0
  location.reload = () => n++
  const undone = { many: ['a_2'], undoes: 'm', entries: [['verdict', 'undo']], state: 'refused', told: { status: 200, done: ['a_3'] } }
  const own = { many: ['c_1'], entries: [['verdict', 'reject']], state: 'held' }

  list.bulk.told([undone])
  assert.equal(n, 0, 'b is picked')
  list.boxes[1].checked = false
  list.bulk.told([undone, own])
  assert.equal(n, 0, 'a decision is in its ten seconds')
  list.bulk.told([undone])
  assert.equal(n, 1)
})
