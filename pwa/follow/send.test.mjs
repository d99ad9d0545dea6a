import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { uuidv7 } from '../shared/uuid.js'
import { aPhoto, aSavedReport, box, delivery, facts, wipe } from '../testing/phone.mjs'
import { Server } from '../testing/server.mjs'
import { finishReplies } from './finish.js'
import { Following } from './following.js'
import { newReply } from './reply.js'
import * as replies from './replies.js'

let server
beforeEach(async () => {
  await wipe()
  server = new Server()
})

const finishing = { box, smaller: async () => null, tell: () => {} }

/** A report at the server about which somebody asks. */
async function anAskedReport() {
  const row = await aSavedReport()
  const deliver = delivery(server)
  await deliver()
  server.archive()
  await deliver()
  server.moves(row.id, 'needs_info', 'Di mana?')
  return row
}

/** An answer as it lies there after *Simpan*, sealed. */
async function aSavedReply(report, { words = 'Di belakang pasar', photos = [700], owner = '' } = {}) {
  const reply = { ...newReply({ id: uuidv7(), report, owner, asked_at: 'then', now: Date.now() }), words, state: 'queued', answered_at: Date.now() }
  await replies.add(reply)
  for (const size of photos) await aPhoto(reply.id, size)
  await finishReplies(finishing)
  return replies.get(reply.id)
}

test('an answer written offline is delivered with its photo, and lets its bytes go when the archive has it', async () => {
  const row = await anAskedReport()
  const reply = await aSavedReply(row.id)
  const deliver = delivery(server)

  await deliver()
  assert.equal((await replies.get(reply.id)).state, 'sent')
  server.archive()
  await deliver()

  assert.equal((await replies.get(reply.id)).state, 'stored')
  assert.equal(await box.bytes(reply.id), null)
  assert.deepEqual(server.reports.get(row.id).photos.map((photo) => photo.complete), [true, true])
})

test('the answer to the answer is lost: one answer at the server', async () => {
  const row = await anAskedReport()
  const reply = await aSavedReply(row.id, { photos: [] })
  let puts = 0
  server.trouble = (what) => {
    if (what === `reply ${reply.id}` && puts++ === 0) server.losing = 1
    return undefined
  }

  await delivery(server)()
  assert.equal((await replies.get(reply.id)).state, 'queued')
  await delivery(server)()

  assert.equal((await replies.get(reply.id)).state, 'sent')
  assert.equal(server.reports.get(row.id).replies.size, 1)
})

test('a photo of an answer cut on its way goes on where it was', async () => {
  const row = await anAskedReport()
  const reply = await aSavedReply(row.id, { photos: [200_000] })
  let patches = 0
  server.trouble = (what) => (what.startsWith('patch') && ++patches === 2 ? null : undefined)

  await delivery(server)()
  assert.equal((await replies.get(reply.id)).server.photos[0].offset, 50_000)
  server.trouble = () => undefined
  await delivery(server)()

  assert.equal((await replies.get(reply.id)).state, 'sent')
  assert.equal(server.reports.get(row.id).photos[1].data.length, 200_000)
})

test('a question that was decided meanwhile blocks the answer and keeps its words', async () => {
  const row = await anAskedReport()
  const reply = await aSavedReply(row.id)
  server.moves(row.id, 'verified')

  await delivery(server)()

  const kept = await replies.get(reply.id)
  assert.deepEqual([kept.state, kept.blocked, kept.words], ['blocked', 'not_asked', 'Di belakang pasar'])
})

test('an answer the server will never take does not hold up the reports', async () => {
  const row = await anAskedReport()
  await aSavedReply(row.id)
  server.trouble = (what) => (what.startsWith('reply') ? { status: 422, ours: true, body: {}, offset: null } : undefined)
  const next = await aSavedReport()

  assert.equal(await delivery(server)(), 'done')

  assert.equal((await box.get(next.id)).state, 'sent')
})

test('nobody sends an answer of somebody else', async () => {
  const row = await anAskedReport()
  const reply = await aSavedReply(row.id, { owner: 'ani' })

  await delivery(server)()

  assert.equal((await replies.get(reply.id)).state, 'queued')
  assert.equal(server.reports.get(row.id).replies, undefined)
})

test('an ended session pauses the answer, and the same person takes it up again', async () => {
  const row = await anAskedReport()
  const reply = await aSavedReply(row.id)
  server.trouble = (what) => (what.startsWith('reply') ? { status: 401, ours: true, body: null, offset: null } : undefined)

  assert.equal(await delivery(server)(), 'sign-in')
  assert.equal((await replies.get(reply.id)).state, 'paused_auth')
  server.trouble = () => undefined
  await delivery(server)()

  assert.equal((await replies.get(reply.id)).state, 'sent')
})

test('sealing an answer twice keeps the first seal, and what was sent cannot be thrown away', async () => {
  const row = await anAskedReport()
  const reply = await aSavedReply(row.id)
  const before = await box.bytes(reply.id)
  await replies.seal(reply.id, { ...reply.sealed, digest: 'other' }, new ArrayBuffer(3))
  assert.deepEqual(await box.bytes(reply.id), before)

  await delivery(server)()
  await replies.remove(reply.id)

  assert.equal((await replies.get(reply.id)).state, 'sent')
})

test('an answer that has not arrived is counted as such until it has', async () => {
  const row = await anAskedReport()
  const deliver = delivery(server)
  await deliver()
  const me = await facts.recall('me')
  const following = new Following({ facts, replies, tell: () => {}, push: { look: async () => {} } })
  await aSavedReply(row.id)

  await following.look(me)
  const before = following.unsent
  await deliver()
  await following.look(me)

  assert.deepEqual([before, following.unsent], [1, 0])
})
