// People apart on one phone: what one leaves behind tells the next nothing, and is there when they come back.

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { alone } from '../outbox/lock.js'
import { EMPTY_FORM } from '../outbox/begun.js'
import { ask, transact } from '../shared/database.js'
import { aSavedReport, box, delivery, facts, people, wipe } from '../testing/phone.mjs'
import { Server } from '../testing/server.mjs'
import { weigh } from '../outbox/weight.js'
import { allOf, keep, picturesOf } from '../review/taken.js'
import { waitingSealed } from './sealed.js'
import { beginLeaving, sealedOf } from './vault.js'

const STORES = ['reports', 'photos', 'bytes', 'facts', 'echoes', 'answers', 'vault']
const SECRET = 'di belakang rumah Bu Ratna'
const FORM = { ...EMPTY_FORM, category: 'SMP-01', kelurahan: '64.74.03.1002', note: SECRET }
const CASE = { id: 'c', version: 1, number: 'MD-1', title: '', area: '', rt: '', note: '', place: null, pictures: ['/photos/1'], person: 'ani', taken_at: 1, turn: 0, outcome: '' }
const away = () => null
const beat = async () => {}
const quiet = () => undefined

/** Everything that lies on the phone, as one text. */
async function everything() {
  const all = await transact(STORES, 'readonly', (tx) => Promise.all(STORES.map((name) => ask(tx.objectStore(name).getAll()))))
  const text = (value) => (value instanceof ArrayBuffer ? Buffer.from(value).toString('latin1') : value)
  return JSON.stringify(all, (_, value) => text(value))
}

function aServerOf(person) {
  const server = new Server()
  Object.assign(server, { device: `device-of-${person}`, person })
  return server
}

/** Ani is known on this phone and has a report on it that did not leave yet. */
async function ani(photos = [3000, 500]) {
  const server = aServerOf('ani')
  await delivery(server)()
  const row = await aSavedReport({ photos, owner: 'ani', form: FORM })
  await facts.remember('identity', SECRET)
  return { server, row }
}

async function isAs(row) {
  const kept = await box.get(row.id)
  assert.deepEqual(kept?.sealed, row.sealed)
  assert.ok(await box.bytes(row.id))
  for (const { photo, size } of row.sealed.photos) assert.equal((await box.bytes(photo))?.byteLength, size)
}

const leaves = (server) => people.signOut({ network: server.network, alone, mark: quiet, tell: quiet })

beforeEach(wipe)

test('who signs out without a network leaves nothing readable, and finds all of it again', async () => {
  const { server, row } = await ani()
  server.trouble = away

  await leaves(server)

  assert.doesNotMatch(await everything(), /Ratna|SMP-01|Ani/)
  assert.deepEqual(await box.all(), [])
  server.trouble = () => undefined
  Object.assign(server, { device: 'device-2', person: 'ani' })
  assert.equal(await delivery(server)(), 'done')
  assert.ok(server.asked.includes('sign-out device-of-ani'))
  assert.equal(server.reports.get(row.id).words.note, SECRET)
  assert.equal(await facts.recall('identity'), SECRET)
  assert.deepEqual(await sealedOf('ani', 'photo'), [])
})

test('another person on the phone seals the queue of the one before, who did not sign out', async () => {
  const { row } = await ani()

  await delivery(aServerOf('budi'))()

  assert.doesNotMatch(await everything(), /Ratna/)
  assert.equal((await facts.recall('me')).person, 'budi')
  await delivery(Object.assign(aServerOf('ani'), { trouble: (what) => (what.startsWith('put') ? null : undefined) }))()
  await isAs(row)
})

test('the next one cannot open what the one before left', async () => {
  const { server, row } = await ani()
  await leaves(server)
  const budi = aServerOf('budi')
  budi.keyOf = () => Buffer.alloc(32).toString('base64')

  await delivery(budi)()

  assert.equal(await box.get(row.id), undefined)
  assert.equal((await sealedOf('ani', 'reports')).length, 1)
})

test('a page killed while it seals goes on at its next start', async () => {
  const { server, row } = await ani([1000, 1000, 1000])
  const more = await aSavedReport({ owner: 'ani' })
  let beats = 0
  const killed = async () => {
    if ((beats += 1) === 1) throw new Error('killed')
  }

  await assert.rejects(people.signOut({ network: server.network, alone: (work) => work(killed), mark: quiet, tell: quiet }))
  assert.equal((await box.all()).length, 1)
  await people.finishLeaving(beat)

  assert.deepEqual(await box.all(), [])
  Object.assign(server, { device: 'device-2', person: 'ani', trouble: (what) => (what.startsWith('put') ? null : undefined) })
  await delivery(server)()
  await isAs(row)
  await isAs(more)
})

test('a page killed while it opens doubles nothing', async () => {
  const { server, row } = await ani()
  const more = await aSavedReport({ owner: 'ani' })
  await leaves(server)
  Object.assign(server, { device: 'device-2', person: 'ani', trouble: (what) => (what.startsWith('put') ? null : undefined) })
  const killed = async () => {
    throw new Error('killed')
  }

  await assert.rejects(people.welcome({ person: 'ani', device: 'device-2', name: 'Ani' }, { network: server.network, beat: killed, tell: quiet }))
  await delivery(server)()

  assert.equal((await box.all()).length, 2)
  await isAs(row)
  await isAs(more)
})

test('what was captured while nobody was known is sealed with the rest of its first person', async () => {
  const row = await aSavedReport({ form: FORM })
  const server = Object.assign(aServerOf('ani'), { trouble: (what) => (what.startsWith('put') ? null : undefined) })

  await delivery(server)()
  assert.equal((await box.get(row.id)).owner, 'ani')
  await leaves(server)

  assert.doesNotMatch(await everything(), /Ratna/)
})

test('without a key nothing is deleted: the rows wait, hidden', async () => {
  const row = await aSavedReport({ owner: 'ani' })
  await facts.remember('me', { person: 'ani', device: 'd', name: 'Ani' })

  await people.notice('budi')
  await people.finishLeaving(beat)

  assert.equal((await box.get(row.id)).owner, 'ani')
  assert.equal(await facts.recall('me'), undefined)
})

test('a person whose key cannot be had is not welcomed yet', async () => {
  const server = aServerOf('ani')
  server.network.ownKey = async () => null

  assert.equal(await delivery(server)(), 'later')

  assert.equal(await facts.recall('me'), undefined)
})

test('a sealed record opens in its own place only', async () => {
  const { server, row } = await ani()
  await leaves(server)
  const [name] = await sealedOf('ani', 'reports')
  await transact(['vault'], 'readwrite', async (tx) => {
    const vault = tx.objectStore('vault')
    vault.put({ ...(await ask(vault.get(name))), id: 'ani/reports/other' })
    vault.delete(name)
  })

  Object.assign(server, { device: 'device-2', person: 'ani' })
  await delivery(server)()

  assert.equal(await box.get(row.id), undefined)
  assert.equal((await sealedOf('ani', 'reports')).length, 1)
})

test('a long queue is sealed and opened', async () => {
  const { server } = await ani([])
  for (let i = 0; i < 499; i += 1) await aSavedReport({ owner: 'ani', photos: [10] })

  await leaves(server)
  assert.equal((await sealedOf('ani', 'reports')).length, 500)
  Object.assign(server, { device: 'device-2', person: 'ani' })
  await delivery(server)()

  assert.equal(server.reports.size, 500)
})

test('who signs out while the server says that they are here has left', async () => {
  const { server } = await ani()
  const asks = server.network.whoami
  server.network.whoami = async () => {
    const told = await asks()
    await beginLeaving({ person: 'ani', device: server.device }, { tellServer: true })
    return told
  }

  await delivery(server)()

  assert.equal(await facts.recall('me'), undefined)
  assert.doesNotMatch(await everything(), /Ratna/)
})

/** No more room for what is sealed. */
function full(t) {
  t.mock.method(console, 'warn', quiet)
  const put = IDBObjectStore.prototype.put
  return t.mock.method(IDBObjectStore.prototype, 'put', function (...what) {
    if (this.name === 'vault') throw new DOMException('full', 'QuotaExceededError')
    return put.apply(this, what)
  })
}

test('on a full phone the queue of the one before stays, hidden, and the next one sends', async (t) => {
  const { server, row } = await ani()
  const room = full(t)
  const budi = aServerOf('budi')
  await leaves(server)
  const his = await aSavedReport({ owner: 'budi' })

  assert.equal(await delivery(budi)(), 'done')

  assert.deepEqual([...budi.reports.keys()], [his.id])
  room.mock.restore()
  await isAs(row)
})

test('what lies sealed is counted as waiting, and weighs what it weighs', async () => {
  const { server, row } = await ani()
  const weight = await weigh()

  await leaves(server)

  assert.deepEqual(await waitingSealed(), [{ id: row.id, saved_at: row.captured_at }])
  assert.deepEqual(await weigh(), weight)
  Object.assign(server, { device: 'device-2', person: 'ani' })
  await delivery(server)()
  assert.deepEqual(await waitingSealed(), [])
})

test('the cases a reviewer took along go with them, the page that opens them, and the public pages looked at', async (t) => {
  const { server } = await ani()
  const taken = { ...CASE, html: `<article>${SECRET}</article>` }
  await keep(taken, [{ id: '/photos/1', report: taken.id, bytes: new ArrayBuffer(3), type: 'image/webp' }])
  const gone = []
  globalThis.caches = { delete: async (name) => gone.push(name) }
  t.after(() => delete globalThis.caches)

  await leaves(server)

  assert.deepEqual([await allOf('ani'), await picturesOf(taken.id), gone], [[], [], ['field', 'seen', 'map']])
})
