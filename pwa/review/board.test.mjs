import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBoard } from '../testing/board.mjs'

const decision = (id, more = {}) => ({ v: 1, id, report: `r-${id}`, person: 'p-rani', entries: [], number: `MD-${id}`, title: 'Sampah', outcome: '', made_at: 1, state: 'held', ...more })
const press = (button) => button.dispatchEvent(new Event('click'))
const mine = ({ wish }) => !wish

test('what waits is taken back by a button, the newest that was made here, until none of it is left', () => {
  const { board, place, undone } = aBoard()
  const [a, b, other] = [decision('a', { tried: true }), decision('b'), decision('c')]

  board.show([a, b, other], (row) => mine(row) && row !== other)
  const [card] = place.cards
  assert.deepEqual([card.slots.n, card.slots.number], ['3', 'MD-b'])
  press(card.buttons[0])
  assert.deepEqual(undone, ['b'])

  board.show([a, b, other], (row) => mine(row) && row !== other)
  assert.equal(place.cards[0], card, 'it may hold the focus')
  board.show([{ ...a, wish: 'Diurungkan' }, other], (row) => mine(row) && row !== other)
  assert.deepEqual(place.cards.map(({ name, isActive }) => [name, isActive]), [['undoing', true], ['waiting', false]])
})

test('what was told stays until it is closed, here or in another tab, and many are undone from it before it goes', () => {
  const tab = aBoard()
  const summed = decision('m', { report: '', many: ['a_1'], state: 'refused', told: { status: 200, done: ['a_2'], refused: [] } })

  tab.board.show([summed], mine)
  press(tab.place.cards[0].buttons[0])
  tab.board.show([summed], mine)
  assert.deepEqual([tab.undone, tab.names], [['m'], ['summary']])

  tab.board.show([], mine)
  assert.deepEqual(tab.names, [])
})

test('of many there is no page to look at, nor a name beside how many they are', () => {
  const { board, place } = aBoard()
  const many = { report: '', many: ['a_1', 'b_1'], number: '2 laporan', title: '' }

  board.show([decision('m', { ...many, undoes: 'x', state: 'refused', told: { status: 422 } }), decision('a', { state: 'refused', told: { status: 409 } })], mine)
  board.notUndone(decision('n', many), 'late')
  board.notUndone(decision('b'), 'full')

  assert.deepEqual(place.cards.map(({ name, link, slots }) => [name, link.hidden, slots.about ?? slots.number]), [
    ['not-undone', true, '2 laporan'],
    ['clash', false, 'MD-a, Sampah'],
    ['full', false, 'MD-b'],
  ])
})
