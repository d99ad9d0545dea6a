// Packs come when there is a network, and cost nothing where nothing has changed.

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { facts, wipe } from '../testing/phone.mjs'
import * as echoes from './echoes.js'
import { Neighbourhood } from './neighbourhood.js'
import * as shelf from './shelf.js'

const HOUR = 3600_000
const answer = (status, more = {}) => ({ status, ours: true, body: null, etag: null, ...more })

/** A server with a pack for each code, and a phone with a clock. */
function aPhone({ roles = [], isThrifty = () => false } = {}) {
  const phone = { asked: [], time: 1e12, told: (etag) => (etag === '"1"' ? answer(304) : answer(200, { body: { outlines: {}, reports: [] }, etag: '"1"' })) }
  const network = {
    whoami: async () => (phone.asked.push('whoami'), answer(200, { body: { person: { roles } } })),
    pack: async (code, etag) => (phone.asked.push(`${code} ${etag}`), phone.told(etag)),
  }
  phone.around = new Neighbourhood({ shelf, echoes, facts, network, tell: () => {}, isThrifty, now: () => phone.time })
  return phone
}
const codes = async () => (await shelf.all()).map(({ kelurahan }) => kelurahan).sort()

beforeEach(wipe)

test('packs of where the phone was used and of the person\'s kelurahan are fetched', async () => {
  const { around, asked } = aPhone({ roles: [{ role: 'volunteer', scope: '64.74.01.1001' }, { role: 'admin', scope: '*' }] })

  await around.refresh(['64.74.03.1002', ''])

  assert.deepEqual(asked, ['whoami', '64.74.03.1002 null', '64.74.01.1001 null'])
  assert.deepEqual(await codes(), ['64.74.01.1001', '64.74.03.1002'])
})

test('a fresh pack is not asked for, an old one by its ETag', async () => {
  const phone = aPhone()
  await phone.around.refresh(['a'])
  phone.asked.length = 0

  await phone.around.refresh(['a'])
  assert.deepEqual(phone.asked, [])
  phone.time += 4 * HOUR
  await phone.around.refresh(['a'])

  assert.deepEqual(phone.asked, ['a "1"'])
  assert.equal(phone.around.packs[0].checked_at, phone.time)
})

test('who spares their data is asked once a day', async () => {
  const phone = aPhone({ isThrifty: () => true })
  await phone.around.want('a')

  phone.time += 20 * HOUR
  await phone.around.want('a')

  assert.equal(phone.asked.length, 1)
})

test('no more than three are kept', async () => {
  const phone = aPhone()

  for (const code of ['a', 'b', 'c', 'd']) {
    phone.time += 1
    await phone.around.want(code)
  }

  assert.deepEqual(await codes(), ['b', 'c', 'd'])
})

test('a position that is told again and again asks once', async () => {
  const phone = aPhone()
  phone.told = () => null

  await Promise.all([phone.around.want('a'), phone.around.want('a')])
  await phone.around.want('a')

  assert.deepEqual(phone.asked, ['a null'])
})

test('where no pack fits none is fetched again', async () => {
  const phone = aPhone()
  phone.around.given.shelf = { ...shelf, keep: () => Promise.reject(new DOMException('', 'QuotaExceededError')) }

  await phone.around.refresh(['a'])
  await phone.around.refresh(['a'])

  assert.deepEqual(phone.asked, ['whoami', 'a null'])
})

test('who is another person by now has another home', async () => {
  const phone = aPhone({ roles: [{ role: 'volunteer', scope: '64.74.01.1001' }] })
  await phone.around.refresh([])

  await phone.around.look({ person: 'ani', device: 'd', name: 'Ani' }, [])
  await phone.around.refresh([])

  assert.equal(phone.asked.filter((asked) => asked === 'whoami').length, 2)
})

test('without a network what is there stays', async () => {
  const phone = aPhone()
  await phone.around.want('a')
  phone.time += 48 * HOUR
  phone.told = () => null

  await phone.around.refresh(['a', 'b'])

  assert.deepEqual(await codes(), ['a'])
  assert.equal(phone.around.packs.length, 1)
})

test('joined in on once more, what the server may know already has to be taken back there all the same', async () => {
  const { around } = aPhone()
  const entry = { id: 'r1', category: 'SMP-01', kelurahan: 'a', thumb: '' }
  await around.join(entry, '')
  await echoes.change('r1', (kept) => ({ ...kept, state: 'told', tried: true }))
  await around.leave('r1')

  await around.join(entry, '')
  const [again] = await echoes.all()
  await around.leave('r1')

  assert.deepEqual([again.state, (await echoes.all()).map(({ state }) => state)], ['waiting', ['leaving']])
})

test('what another person joined in on is not shown', async () => {
  const { around } = aPhone()
  await around.join({ id: 'r1', category: 'SMP-01', kelurahan: 'a', thumb: '' }, 'ani')

  await around.look({ person: 'budi', device: 'd', name: '' }, [])
  const budis = around.joined
  await around.look({ person: 'ani', device: 'd', name: '' }, [])

  assert.deepEqual([budis, around.joined.map(({ id }) => id)], [[], ['r1']])
})

test('of a pack that came broken nothing is carried that would break a form', async () => {
  const phone = aPhone()
  const entry = { id: 'r', category: 'SMP-01', state: 'verified', cell: null, excerpt: '', thumb: '', me_too: 0, reported_on: '2026-11-01' }
  const [square, broken] = [{ type: 'Polygon', coordinates: [[[117, 0], [118, 0], [118, 1], [117, 0]]] }, { type: 'MultiPolygon', coordinates: [[[7]]] }]
  const bodies = { a: {}, b: { outlines: {}, reports: null }, c: { outlines: null, reports: [] }, d: { outlines: { square, broken, seven: 7 }, reports: [null, 7, { ...entry, cell: 1 }, { id: 'x' }, entry] } }
  phone.around.given.network.pack = async (code) => answer(200, { body: bodies[code] })

  for (const code of Object.keys(bodies)) await phone.around.want(code)

  const [pack] = await shelf.all()
  assert.deepEqual([await codes(), pack.reports, pack.outlines], [['d'], [entry], { square }])
})
