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

test('without a network what is there stays', async () => {
  const phone = aPhone()
  await phone.around.want('a')
  phone.time += 48 * HOUR
  phone.told = () => null

  await phone.around.refresh(['a', 'b'])

  assert.deepEqual(await codes(), ['a'])
  assert.equal(phone.around.packs.length, 1)
})
