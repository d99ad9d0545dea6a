// What the person does while a delivery is under way, and what breaks in the middle of one.

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { finish } from '../capture/finish.js'
import { sha256 } from '../shared/digest.js'
import { aPhoto, aSavedReport, box, delivery, facts, states, wipe } from '../testing/phone.mjs'
import { Server } from '../testing/server.mjs'
import { resend } from './again.js'
import { letGo, settle, takeBack } from './handling.js'
import { newDraft } from './begun.js'

let server
beforeEach(async () => {
  await wipe()
  server = new Server()
})

/** A box that does something else just before a report's words are read for sending. */
function meddled(id, meddle) {
  let done = false
  return {
    ...box,
    bytes: async (key) => {
      const found = await box.bytes(key)
      if (key === id && !done) {
        done = true
        await meddle()
      }
      return found
    },
  }
}

test('a report opened for editing in the moment before it is sent is not sent', async () => {
  const row = await aSavedReport()
  const meddling = meddled(row.id, () => box.reopen(row.id))

  await delivery(server, { box: meddling })()

  assert.equal(server.reports.size, 0)
  assert.equal((await box.get(row.id)).state, 'draft')
})

test('a report let go in the moment before it is sent is not sent', async () => {
  const row = await aSavedReport()
  const meddling = meddled(row.id, () => box.change(row.id, (kept) => ({ ...kept, dropped_at: Date.now() })))

  await delivery(server, { box: meddling })()

  assert.equal(server.reports.size, 0)
})

test('a report edited and saved anew in the moment before it is sent goes out as it was saved last', async () => {
  const row = await aSavedReport({ photos: [] })
  const meddling = meddled(row.id, async () => {
    await box.reopen(row.id)
    await box.change(row.id, (kept) => ({ ...kept, state: 'queued', form: { ...kept.form, note: 'kedua' }, changed_at: 2 }))
    await finish({ box, smaller: async () => null, tell: () => {} })
  })

  const deliver = delivery(server, { box: meddling })
  await deliver()
  await deliver()

  assert.equal(server.reports.get(row.id).words.note, 'kedua')
})

test('what was edited while its photo was made small is sealed as it was saved last', async () => {
  const form = { category: 'SMP-01', answers: {}, note: 'pertama', rt: '', kelurahan: '64.74.03.1002' }
  await box.add({ ...newDraft({ id: 'r', owner: '', now: 1, register: 1, form }), state: 'queued', captured_at: 1 })
  const photo = await aPhoto('r')
  await box.keepPhoto({ ...photo, ready: false }, await box.bytes(photo.id))
  const smaller = async () => {
    await box.reopen('r')
    await box.change('r', (row) => ({ ...row, state: 'queued', form: { ...row.form, note: 'kedua' }, changed_at: 2 }))
    return null
  }

  await finish({ box, smaller, tell: () => {} })
  await finish({ box, smaller: async () => null, tell: () => {} })

  assert.equal(JSON.parse(new TextDecoder().decode(await box.bytes('r'))).note, 'kedua')
})

test('a report that cannot be sealed does not hold up the others', async () => {
  const form = { category: 'SMP-01', kelurahan: '64.74.03.1002', answers: {} }
  await box.add({ ...newDraft({ id: 'a', owner: '', now: 1, register: 1, form }), state: 'queued', captured_at: NaN })
  await box.add({ ...newDraft({ id: 'b', owner: '', now: 1, register: 1, form }), state: 'queued', captured_at: 1 })

  await finish({ box, smaller: async () => null, tell: () => {} }).catch(() => undefined)

  assert.ok((await box.get('b')).sealed)
})

test('a report whose bytes cannot be read does not hold up the others', async (t) => {
  t.mock.method(console, 'error', () => undefined)
  const broken = await aSavedReport()
  await aSavedReport()
  const bytes = async (key) => {
    if (key === broken.id) throw new DOMException('Failed to read large IndexedDB value', 'DataError')
    return box.bytes(key)
  }

  const outcome = await delivery(server, { box: { ...box, bytes } })()

  assert.equal(outcome, 'later')
  assert.deepEqual(await states(), ['sent', 'queued'])
})

test('an answer that names no photos stops nothing', async () => {
  await aSavedReport()
  await aSavedReport({ photos: [] })
  const put = server.network.putWords
  server.network.putWords = async (...what) => {
    const told = await put(...what)
    delete told.body.photos
    return told
  }

  assert.equal(await delivery(server)(), 'later')
  assert.deepEqual(await states(), ['sent', 'sending'])
})

test('dropping a report whose id another one has leaves that one where it is', async () => {
  const row = await aSavedReport()
  await delivery(server, { photosMayGo: () => false })()
  await box.change(row.id, (kept) => ({ ...kept, state: 'blocked', blocked: 'clash', tried: true }))
  server.reports.get(row.id).state = 'partial'

  await box.discard(row)
  await delivery(server)()

  assert.equal(await box.get(row.id), undefined)
  assert.ok(server.reports.has(row.id))
})

test('two taps on sending as a new report make one report', async () => {
  const row = await aSavedReport()
  await box.change(row.id, (kept) => ({ ...kept, state: 'blocked', blocked: 'clash' }))

  await Promise.all([resend(box, row, { id: 'one', now: 1 }), resend(box, row, { id: 'two', now: 1 })])

  assert.equal((await box.all()).length, 1)
})

test('after a cut nobody is asked again who is here', async () => {
  await aSavedReport({ photos: [] })
  const met = { me: null, until: 0 }
  server.trouble = (what) => (what.startsWith('put') ? null : undefined)
  await delivery(server, { met })()
  server.trouble = () => undefined

  assert.equal(await delivery(server, { met })(), 'done')

  assert.equal(server.asked.filter((what) => what === 'whoami').length, 1)
})

test('who is here is asked again when the phone has become another one\'s', async () => {
  const met = { me: null, until: 0 }
  Object.assign(server, { device: 'd', person: 'ani' })
  await delivery(server, { met })()
  const row = await aSavedReport({ photos: [], owner: 'ani' })
  server.person = 'budi'

  await delivery(server, { met })()

  assert.equal(server.reports.size, 0)
  assert.equal((await facts.recall('me')).person, 'budi')
  assert.equal(await box.get(row.id), undefined)
})

test('a receipt that cannot be had holds up no other', async () => {
  const first = await aSavedReport({ photos: [] })
  await aSavedReport({ photos: [] })
  await delivery(server)()
  server.archive()
  server.trouble = (what) => (what === `receipt ${first.id}` ? { status: 404, ours: true, body: null, offset: null } : undefined)

  await delivery(server)()

  assert.deepEqual((await states()).sort(), ['sent', 'stored'])
})

test('what is taken back in the last moment is not discarded', async () => {
  const row = await aSavedReport()
  await letGo(box, row, 1)
  const all = async () => {
    const rows = await box.all()
    await takeBack(box, row)
    return rows
  }

  await settle({ ...box, all }, 60_000)

  assert.equal((await box.get(row.id))?.state, 'queued')
})

test('two tabs that make the same photo small at once agree on its bytes', async () => {
  const row = { ...newDraft({ id: 'r', owner: '', now: 1, register: 1, form: { category: 'SMP-01' } }), state: 'queued' }
  await box.add(row)
  const photo = await aPhoto('r', 1000)
  await box.keepPhoto({ ...photo, ready: false, sha256: '' }, await box.bytes(photo.id))
  const shrunk = { data: new ArrayBuffer(500), type: 'image/jpeg', width: 1, height: 1, thumb: null }
  let fail = () => {}
  const slow = new Promise((resolve) => (fail = () => resolve(null))) // its worker breaks: it would keep the original
  const meanwhile = finish({ box, smaller: () => slow, tell: () => {} })
  while (!(await box.photosOf('r'))[0].tries) await new Promise((resolve) => setTimeout(resolve))

  await box.finishPhoto({ ...photo, sha256: await sha256(shrunk.data), size: 500 }, shrunk.data)
  fail()
  await meanwhile

  const [promised] = (await box.get('r')).sealed.photos
  const bytes = await box.bytes(photo.id)
  assert.deepEqual([promised.size, promised.sha256], [bytes.byteLength, await sha256(bytes)])
})
