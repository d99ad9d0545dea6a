import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FieldList } from './field-list.js'

/** An element with slots: as much of a line as the list touches. */
class Line {
  slots = {}
  hidden = false
  picture = null
  querySelector(which) {
    if (which === '.case-thumb') return { replaceWith: (picture) => (this.picture = picture) }
    const slot = /data-slot="(\w+)"/.exec(which)?.[1]
    return slot ? (this.slots[slot] ??= new Line()) : null
  }
  closest() {
    return this
  }
}

function aPage() {
  const told = {}
  const list = { lines: [], placed: 0, get children() { return this.lines }, replaceChildren: (...lines) => ((list.lines = lines), list.placed++) }
  const places = { dibawa: list, keadaan: told }
  const page = {
    documentElement: { lang: 'id' },
    getElementById: (id) => places[id] ?? (id === 'kosong' ? null : { content: { textContent: `${id} {n}` } }),
    querySelectorAll: () => [],
    importNode: () => ({ firstElementChild: new Line() }),
    createElement: () => ({}),
  }
  return { page, list, told }
}
globalThis.HTMLElement = Line

const aRow = (id, more = {}) => ({ id, number: id, title: '', note: '', area: '', rt: '', place: null, turn: Number(id), taken_at: 1, outcome: '', ...more })
const soon = () => new Promise((done) => setTimeout(done))

test('a decision draws its own line only, and fetches no picture again', async () => {
  const { page, list } = aPage()
  const asked = []
  const pictureOf = async ({ id }) => (asked.push(id), null)
  const drawing = new FieldList(page)
  drawing.draw([aRow('1'), aRow('2')], pictureOf)
  const [first, second] = list.lines

  drawing.draw([aRow('1', { outcome: 'Ditolak' }), aRow('2')], pictureOf)
  assert.deepEqual([list.lines[0] === second, list.lines[1] === first, asked], [true, true, ['1', '2']])
  assert.deepEqual([first.slots.outcome.textContent, first.slots.outcome.hidden], ['Ditolak', false])

  drawing.draw([aRow('1'), aRow('2')], pictureOf)
  assert.equal(first.slots.outcome.hidden, true)
})

test('lines that are where they belong are left there: a row that has the focus keeps it', () => {
  const { page, list } = aPage()
  const drawing = new FieldList(page)
  const draws = (...rows) => drawing.draw(rows, async () => null)
  draws(aRow('1'), aRow('2'))

  draws(aRow('1', { note: 'Di pasar' }), aRow('2'))
  assert.deepEqual([list.placed, list.lines[0].slots.note.textContent], [1, 'Di pasar'])

  draws(aRow('1', { outcome: 'Ditolak' }), aRow('2'))
  draws(aRow('2'))
  draws()
  assert.deepEqual([list.placed, list.lines], [4, []])
})

test('it is known whether other cases are drawn than before, for only then what was told of them is old', () => {
  const drawing = new FieldList(aPage().page)
  const draws = (...rows) => drawing.draw(rows, async () => null)

  const isOther = [
    draws(aRow('1'), aRow('2')),
    draws(aRow('1', { outcome: 'Ditolak' }), aRow('2')),
    draws(aRow('2')),
    draws(aRow('1')),
    draws(aRow('1', { taken_at: 2 })),
    draws(),
    draws(),
  ]

  assert.deepEqual(isOther, [true, false, true, true, true, true, false])
})

test('what was taken anew is drawn anew', () => {
  const { page, list } = aPage()
  const drawing = new FieldList(page)
  drawing.draw([aRow('1')], async () => null)
  const [before] = list.lines

  drawing.draw([aRow('1', { taken_at: 2 })], async () => null)

  assert.notEqual(list.lines[0], before)
})

test('the bytes of a picture are let go of once it is in sight', async () => {
  const { page, list } = aPage()
  const gone = []
  URL.revokeObjectURL = (address) => gone.push(address)
  new FieldList(page).draw([aRow('1')], async () => 'blob:1')
  await soon()

  list.lines[0].picture.onload()

  assert.deepEqual(gone, ['blob:1'])
})

test('one thing is told beside another', () => {
  const { page, told } = aPage()
  const list = new FieldList(page)

  list.tell('partly', { n: 3 })
  list.tellMore('not_offline')

  assert.match(told.textContent, /said-state-partly 3 said-state-not_offline/)
})
