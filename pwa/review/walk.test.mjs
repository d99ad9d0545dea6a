import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { around, atTheDesk, held, nothingHeld, soon } from '../testing/desk.mjs'

beforeEach(nothingHeld)

const decided = async () => (await held.all()).map(({ report, entries }) => [report, Object.fromEntries(entries).verdict])

/** Opened by `open()`. */
function aGate() {
  let open = () => {}
  const gate = new Promise((done) => (open = done))
  return Object.assign(gate, { open })
}

test('a second press decides nothing, and one undo takes back all there is', async () => {
  const gate = aGate()
  const desk = atTheDesk(['a', 'b'], { slow: { b: gate } })
  const [verify, reject] = desk.place.shown.forms

  await desk.place.submits(verify, 'verify')
  await desk.place.submits(reject, 'reject')
  await soon()
  const second = await desk.place.submits(reject, 'reject')
  assert.deepEqual(await decided(), [['a', 'verify']])
  assert.ok(second.defaultPrevented, 'nor does the browser send it')

  assert.equal(await desk.walk.undo(), true)
  assert.deepEqual(await decided(), [])
  await desk.place.submits(reject, 'reject')
  await soon()
  assert.deepEqual(await decided(), [['a', 'reject']])
})

test('a case that arrives late does not take the place of one that was asked for since', async () => {
  const gate = aGate()
  const desk = atTheDesk(['a', 'b', 'c'], { slow: { c: gate } })
  await desk.walk.next()

  const slow = desk.walk.next()
  await desk.walk.previous()
  desk.place.shown.typed = 'Di belakang pasar'
  gate.open()
  await slow

  assert.deepEqual([desk.shown, desk.place.shown.typed], ['a', 'Di belakang pasar'])
})

test('a case that is waited for shows that it is, until the one asked for last is here or given up', async () => {
  const [gate, other] = [aGate(), aGate()]
  const desk = atTheDesk(['a', 'b', 'c'], { take: async (id) => (await (id === 'b' ? gate : other), Promise.reject(new Error('slow'))) })

  const first = desk.walk.next()
  const second = desk.walk.revisit('c')
  gate.open()
  await first
  assert.equal(desk.place.isBusy, true)
  other.open()
  await second
  assert.deepEqual([desk.place.isBusy, desk.shown], [false, 'a'])
})

test('what is waited for no more makes nothing faint: a decision was taken back, or the case shown was gone back to', async () => {
  const desk = atTheDesk(['a', 'b'], { slow: { b: aGate() } })
  await desk.place.submits(desk.place.shown.forms[0], 'verify')
  await soon()
  assert.equal(desk.place.isBusy, true)

  await desk.walk.undo()
  assert.deepEqual([desk.shown, desk.place.isBusy], ['a', false])

  void desk.walk.next()
  assert.equal(desk.place.isBusy, true)
  await desk.walk.revisit('a')
  assert.equal(desk.place.isBusy, false)
})

test('who goes on typing while the next case does not come stays where they type', async () => {
  const gate = aGate()
  const desk = atTheDesk(['a', 'b'], { take: async () => (await gate, Promise.reject(new Error('no line'))) })
  const types = () => desk.place.dispatchEvent(new Event('input'))

  types()
  const wish = desk.walk.next()
  types()
  gate.open()
  await wish
  assert.deepEqual([desk.missed, desk.place.isBusy], [[], false])

  await desk.walk.next()
  assert.deepEqual(desk.missed, ['b'], 'what was typed before the wish holds up nothing')
})

test('a case that was decided keeps nobody, whatever is typed in it while the next one does not come', async () => {
  const gate = aGate()
  const desk = atTheDesk(['a', 'b'], { take: async () => (await gate, Promise.reject(new Error('no line'))) })
  await desk.place.submits(desk.place.shown.forms[0], 'verify')
  await soon()

  desk.place.dispatchEvent(new Event('input'))
  gate.open()
  await soon()

  assert.deepEqual(desk.missed, ['b'])
})

test('a case that arrives after its verdict was taken back stays away', async () => {
  const gate = aGate()
  const desk = atTheDesk(['a', 'b'], { slow: { b: gate } })
  await desk.place.submits(desk.place.shown.forms[0], 'verify')
  await soon()

  await desk.walk.undo()
  gate.open()
  await soon()

  assert.equal(desk.shown, 'a')
})

test('a decision is kept before it is known where the phone is, which goes with it a little later', async () => {
  const place = aGate()
  const desk = atTheDesk(['a', 'b'], { more: async () => (await place, [['field', '{"lat":0.1}']]) })

  await desk.place.submits(desk.place.shown.forms[0], 'verify')
  await soon()
  assert.deepEqual([desk.shown, await decided()], ['b', [['a', 'verify']]])

  place.open()
  await soon()
  assert.equal(Object.fromEntries((await held.all())[0].entries).field, '{"lat":0.1}')
})

test('what comes after a verdict is read in the list as it was before it', async () => {
  let order = ['1', '2', '3', '4', '5', '6']
  const beside = (id) => ({ after: order.slice(order.indexOf(id) + 1), again: order.slice(0, order.indexOf(id)), before: [] })
  const changed = async (id) => void (order = [...order.filter((one) => one !== id), id]) // decided ones lie at the end
  const desk = atTheDesk(order, { beside, changed })
  for (let i = 0; i < 4; i++) await desk.walk.next()

  await desk.place.submits(desk.place.shown.forms[0], 'verify')
  await soon()

  assert.equal(desk.shown, '6')
})

const keepsNothing = async () => {
  throw new DOMException('', 'QuotaExceededError')
}

test('only where nothing can be kept the browser sends the form itself, to the page of the case', async () => {
  const desk = atTheDesk(['a', 'b'])
  const [verify] = desk.place.shown.forms
  desk.dispatch.decide = keepsNothing

  await desk.place.submits(verify, 'verify')
  await soon()

  assert.deepEqual([verify.isSentPlainly, verify.action, desk.shown], [true, '/tinjau/a?keadaan=received', 'a'])
})

test('where nothing can be kept or sent the page stays as it was filled in, says so, and is pressed again', async () => {
  const desk = atTheDesk(['a', 'b'])
  const [verify] = desk.place.shown.forms
  const { decide } = desk.dispatch
  desk.dispatch.decide = keepsNothing
  around.isServerThere = false

  const press = await desk.place.submits(verify, 'verify')
  await soon()
  assert.deepEqual([press.defaultPrevented, verify.isSentPlainly, desk.shown, around.said], [true, undefined, 'a', ['said-no-room']])

  desk.dispatch.decide = decide
  await desk.place.submits(verify, 'verify')
  await soon()
  assert.deepEqual([desk.shown, await decided()], ['b', [['a', 'verify']]])
})

test('what is missing in a form is said by the server, and by the page where that cannot be reached', async () => {
  const desk = atTheDesk(['a', 'b'])
  const [ask] = desk.place.shown.forms
  ask.dataset.needs = 'reason'

  around.isServerThere = false
  await desk.place.submits(ask, 'ask')
  await soon()
  assert.deepEqual([ask.isSentPlainly, around.said], [undefined, ['said-incomplete']])

  around.isServerThere = true
  await desk.place.submits(ask, 'ask')
  await soon()
  assert.deepEqual([ask.isSentPlainly, ask.action, await decided()], [true, '/tinjau/a?keadaan=received', []])
})

test('what is no verdict goes to the page of the case, too', async () => {
  const desk = atTheDesk(['a', 'b'])
  const [show] = desk.place.shown.forms
  delete show.dataset.decides

  const press = await desk.place.submits(show, 'show')

  assert.deepEqual([press.defaultPrevented, show.action], [false, '/tinjau/a?keadaan=received'])
})

test('a case that is not there any more leaves the one that is shown', async () => {
  const desk = atTheDesk(['a', 'b'], { take: async () => { throw new Error('gone') } })

  await desk.walk.next()

  assert.deepEqual([desk.shown, desk.missed], ['a', ['b']])
})

test('what fails after a verdict was kept does not send it a second time', async () => {
  const desk = atTheDesk(['a', 'b'], { changed: async () => { throw new Error('the list cannot be drawn') } })
  const [verify] = desk.place.shown.forms

  await desk.place.submits(verify, 'verify')
  await soon()

  assert.deepEqual([verify.isSentPlainly, desk.shown, await decided()], [undefined, 'b', [['a', 'verify']]])
})

test('only the cases decided last are kept as they stood; an earlier one is drawn again when it is taken back', async () => {
  const ids = Array.from({ length: 12 }, (_, n) => String(n))
  const asked = []
  const desk = atTheDesk(ids, { take: async (id) => (asked.push(id), id) })
  const stood = new Map()
  for (const id of ids.slice(0, 10)) {
    stood.set(id, desk.place.shown)
    await desk.place.submits(desk.place.shown.forms[0], 'verify')
    await soon(10)
  }
  const [first, ...others] = await held.all()
  asked.length = 0

  await desk.walk.undo(others.at(-1).id)
  assert.deepEqual([desk.place.shown === stood.get('9'), asked], [true, []])
  await desk.walk.undo(first.id)
  assert.deepEqual([desk.shown, desk.place.shown === stood.get('0'), asked], ['0', false, ['0']])
})

test('a press of undo that comes when a decision has left is a wish: it is not said to be undone yet, and nothing else on the page is pressed for it', async () => {
  const told = []
  const desk = atTheDesk(['a', 'b'], { changed: async (id, outcome) => void told.push([id, outcome]) })
  await desk.place.submits(desk.place.shown.forms[0], 'verify')
  await soon()
  await held.begin((await held.all())[0].id)

  assert.equal(await desk.walk.undo(), true)
  assert.deepEqual([desk.shown, told], ['b', [['a', 'is verify']]])
  assert.equal(await desk.walk.undo(), true, 'nor for a second press')
})

test('the second tap of a double tap does not decide the case that has come under the finger', async () => {
  const desk = atTheDesk(['a', 'b'])
  const tap = (timeStamp) => {
    const event = new Event('click', { cancelable: true })
    for (const [name, value] of Object.entries({ timeStamp, clientX: 100, clientY: 600, detail: 1 })) Object.defineProperty(event, name, { value })
    return desk.place.ownerDocument.dispatchEvent(event)
  }

  assert.equal(tap(1_000), true)
  await desk.place.submits(desk.place.shown.forms[0], 'verify')
  await soon()

  assert.equal(desk.shown, 'b')
  assert.equal(tap(1_300), false)
  assert.equal(tap(1_700), true)
})
