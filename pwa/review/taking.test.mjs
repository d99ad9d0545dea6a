import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import * as taken from './taken.js'
import { take } from './taking.js'

const DAY_MS = 24 * 3_600_000

const aCase = (id) => ({ id, version: 1, number: id, title: '', area: '', rt: '', note: '', place: null, html: '<article>', pictures: [`/photos/${id}`] })
const aPicture = async (report, address) => ({ id: address, report, bytes: new ArrayBuffer(3), type: 'image/webp' })

/** A queue of `n` cases in stretches of two; the network breaks after `until` of those. */
const aQueue = (n, until = Infinity) => {
  let asked = 0
  return {
    picture: aPicture,
    stretch: async (_filter, after) => {
      if (asked++ >= until) return null
      const from = after === null ? 0 : Number(after) + 1
      const ids = [from, from + 1].filter((i) => i < n)
      return { cases: ids.map((i) => aCase(String(i))), onward: from + 2 < n ? String(from + 1) : null }
    },
  }
}

let moment = 0
const takes = (network, most = 200, how = {}) =>
  take('', most, { network, taken, person: 'p-rani', now: () => ++moment, progress: () => {}, ...how })
const ids = async (person = 'p-rani') => (await taken.allOf(person)).map(({ id }) => id)

beforeEach(() => taken.forget(() => true))

test('the queue is on the phone in its order, with its pictures', async () => {
  assert.deepEqual(await takes(aQueue(5)), { end: 'kept', n: 5 })

  assert.deepEqual(await ids(), ['0', '1', '2', '3', '4'])
  assert.equal((await taken.picturesOf('3'))[0].bytes.byteLength, 3)
})

test('no more are taken than a phone should hold', async () => {
  assert.deepEqual(await takes(aQueue(9), 3), { end: 'kept', n: 3 })
  assert.equal((await ids()).length, 3)
})

test('what came before the network broke off is whole and stays', async () => {
  assert.deepEqual(await takes(aQueue(9, 2)), { end: 'partly', n: 4 })
  assert.deepEqual(await ids(), ['0', '1', '2', '3'])
})

test('without any network what was taken before is still there', async () => {
  await takes(aQueue(2))

  assert.deepEqual(await takes(aQueue(2, 0)), { end: 'no_network', n: 0 })
  assert.deepEqual(await ids(), ['0', '1'])
})

test('taking anew replaces what is there, but for cases decided and not sent yet', async () => {
  await takes(aQueue(4))
  await taken.mark('3', 'Ditolak')

  await takes(aQueue(2))

  assert.deepEqual(await ids(), ['0', '1', '3'])
})

test('what was taken before stays until all that is new is here', async () => {
  await takes(aQueue(6))

  assert.deepEqual(await takes(aQueue(6, 1)), { end: 'partly', n: 2 })
  assert.deepEqual((await ids()).sort(), ['0', '1', '2', '3', '4', '5'])
})

test('what is told of a second time, because its neighbour left the queue meanwhile, is taken once', async () => {
  const { stretch } = aQueue(6)
  let isFirst = true
  const backABit = (filter, after) => (after === '3' && isFirst ? ((isFirst = false), stretch(filter, '1')) : stretch(filter, after))

  assert.deepEqual(await takes({ picture: aPicture, stretch: backABit }, 5), { end: 'kept', n: 5 })
  assert.deepEqual(await ids(), ['0', '1', '2', '3', '4'])
})

test('a picture that did not come is told of', async () => {
  const lacking = { ...aQueue(3), picture: async (report, address) => (report === '1' ? null : aPicture(report, address)) }

  assert.deepEqual(await takes(lacking), { end: 'partly', n: 3 })
})

test('a case that was decided here and not sent yet stays decided when it is taken anew', async () => {
  await takes(aQueue(3))
  await taken.mark('1', 'Ditolak')

  await takes(aQueue(3))

  assert.deepEqual((await taken.allOf('p-rani')).map(({ outcome }) => outcome), ['', 'Ditolak', ''])
})

test('a case that is in the queue again is open, whatever was decided on it here before', async () => {
  await takes(aQueue(3))
  await taken.mark('1', 'Diurungkan')
  const { stretch } = aQueue(3)
  const later = async (...its) => {
    const told = await stretch(...its)
    return { ...told, cases: told.cases.map((one) => ({ ...one, version: 3 })) }
  }

  await takes({ picture: aPicture, stretch: later })

  assert.deepEqual((await taken.allOf('p-rani')).map(({ outcome }) => outcome), ['', '', ''])
})

test('a full phone keeps what it has', async () => {
  const full = async ({ id }) => {
    if (id === '2') throw new DOMException('', 'QuotaExceededError')
  }

  assert.deepEqual(await takes(aQueue(9), 200, { taken: { ...taken, keep: full } }), { end: 'full', n: 2 })
})

test('cases of somebody else, old ones, and those of a clock that was set back are removed with their pictures', async () => {
  await takes(aQueue(2), 200, { person: 'p-dewi' })
  await taken.keep({ ...aCase('old'), person: 'p-rani', taken_at: 0, turn: 0, outcome: '' }, [await aPicture('old', '/photos/old')])
  await taken.keep({ ...aCase('ahead'), person: 'p-rani', taken_at: 9 * DAY_MS, turn: 0, outcome: '' }, [])
  await taken.keep({ ...aCase('new'), person: 'p-rani', taken_at: 3 * DAY_MS, turn: 0, outcome: '' }, [])

  await taken.forgetOthers('p-rani', 3, 4 * DAY_MS)

  assert.deepEqual([await ids(), await ids('p-dewi')], [['new'], []])
  assert.deepEqual(await taken.picturesOf('old'), [])
})
