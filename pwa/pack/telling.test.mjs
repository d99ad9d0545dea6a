// "Saya juga" in a delivery: counted once in effect, kept while nobody can count it, taken back at the server too.

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { aSavedReport, delivery, states, wipe } from '../testing/phone.mjs'
import { Server } from '../testing/server.mjs'
import * as echoes from './echoes.js'
import { Neighbourhood } from './neighbourhood.js'

const ENTRY = { id: 'r1', category: 'SMP-01', kelurahan: '64.74.03.1002', thumb: '' }
const around = new Neighbourhood({ echoes })
const join = (owner = '') => around.join(ENTRY, owner)
const kept = async () => (await echoes.all()).map(({ state }) => state)
const refused = (status, more = {}) => ({ status, ours: true, body: null, offset: null, owner: null, retry_after: null, ...more })
const onlyFor = (what, told) => (asked) => (asked.startsWith(what) ? told : undefined)

/** @type {Server} */
let server
beforeEach(async () => {
  await wipe()
  server = new Server()
  server.published.set('r1', new Set())
})

test('it is told with the next delivery, and how many joined in is kept', async () => {
  await join()

  await delivery(server)()

  assert.deepEqual(await kept(), ['told'])
  assert.deepEqual([server.published.get('r1').size, (await echoes.all())[0].me_too], [1, 1])
})

test('a lost answer counts nobody twice', async () => {
  await join()
  server.trouble = (asked) => void (asked.startsWith('join') && (server.losing = 1))

  await delivery(server)()
  server.trouble = () => undefined
  await delivery(server)()

  assert.deepEqual(server.asked.filter((asked) => asked.startsWith('join')), ['join r1', 'join r1'])
  assert.deepEqual([await kept(), server.published.get('r1').size], [['told'], 1])
})

test('it stays while the server cannot count it, and holds up no report', async () => {
  await join()
  await aSavedReport({ photos: [] })
  server.trouble = onlyFor('join', refused(503, { retry_after: 7 }))

  const outcome = await delivery(server)()

  assert.deepEqual([outcome, await kept(), await states()], ['later', ['waiting'], ['sent']])
})

test('it stays while nobody is signed in', async () => {
  await join()
  server.trouble = onlyFor('join', refused(401))

  assert.equal(await delivery(server)(), 'sign-in')
  assert.deepEqual(await kept(), ['waiting'])
})

test('what came to be seen as another is its first owner\'s again', async () => {
  await join()
  server.trouble = onlyFor('join', refused(403, { owner: 'budi' }))

  await delivery(server)()

  const [echo] = await echoes.all()
  assert.deepEqual([echo.state, echo.owner, echo.tried], ['waiting', '', false])
})

test('what residents no longer see is let go with a word', async () => {
  await join()
  server.published.clear()

  assert.equal(await delivery(server)(), 'done')
  assert.deepEqual(await kept(), ['gone'])
  await around.leave('r1')
  assert.deepEqual(await kept(), [])
})

test('taken back before it was told, the server never hears of it', async () => {
  await join()
  await around.leave('r1')

  await delivery(server)()

  assert.deepEqual(server.asked.filter((asked) => /join|leave/.test(asked)), [])
  assert.deepEqual(await kept(), [])
})

test('taken back after it was told, the server hears of it, after a failure too', async () => {
  await join()
  await delivery(server)()
  await around.leave('r1')
  server.trouble = onlyFor('leave', refused(503))

  await delivery(server)()
  assert.deepEqual(await kept(), ['leaving'])
  server.trouble = () => undefined
  await delivery(server)()

  assert.deepEqual([await kept(), server.published.get('r1').size], [[], 0])
})

test('taken back while it is being told, it is taken back at the server', async () => {
  await join()
  const leaving = []
  server.trouble = (asked) => void (asked.startsWith('join') && leaving.push(around.leave('r1')))

  await delivery(server)()
  await Promise.all(leaving)
  await delivery(server)()

  assert.deepEqual([await kept(), server.published.get('r1').size], [[], 0])
})

test('what is another person\'s waits for them', async () => {
  await join('ani')

  await delivery(server)()

  assert.deepEqual([await kept(), server.asked.includes('join r1')], [['waiting'], false])
})
