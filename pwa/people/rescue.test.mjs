// What leaves a phone in a rescue bundle is what its person still wants sent or finished.

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { finishReplies } from '../follow/finish.js'
import { newReply } from '../follow/reply.js'
import * as replies from '../follow/replies.js'
import { newDraft } from '../outbox/begun.js'
import { letGo } from '../outbox/handling.js'
import { uuidv7 } from '../shared/uuid.js'
import { aPhoto, aSavedReport, box, facts, wipe } from '../testing/phone.mjs'
import { read, write } from './bundle.js'
import { keyFrom } from './cipher.js'
import { bundle, unbundle } from './rescue.js'

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }

beforeEach(wipe)

/** Somebody is here, and the office is known. */
async function anOwner() {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey)
  await facts.remember('me', { person: 'ani', device: 'd', name: 'Ani' })
  await facts.remember('office', { kid: '1', key: Buffer.from(raw).toString('base64') })
  const key = { owner: 'person:ani', key: await keyFrom(Buffer.alloc(32, 7).toString('base64')) }
  await facts.remember('key', key)
  return key
}

test('a draft that was let go a moment ago does not leave in a file', async () => {
  const key = await anOwner()
  const report = await aSavedReport({ owner: 'ani' })
  await box.add(newDraft({ id: 'let-go', owner: 'ani', now: 1, register: 1 }))
  await letGo(box, { id: 'let-go', state: 'draft' }, Date.now(), 'theirs')

  const { file } = await bundle(await box.all(), 1)
  await wipe()
  await facts.remember('key', key)

  assert.deepEqual((await unbundle(file)).report, { taken: 1, known: 0 })
  assert.deepEqual((await box.all()).map(({ id }) => id), [report.id])
})

/** An answer as it lies there in that state, its words sealed once it was saved. */
async function anAnswer({ state = 'queued', owner = 'ani', photos = [700], report = uuidv7() } = {}) {
  const row = { ...newReply({ id: uuidv7(), report, owner, asked_at: 'then', now: 1 }), words: 'Di belakang pasar', answered_at: 2 }
  await replies.add({ ...row, state: state === 'draft' ? 'draft' : 'queued' })
  for (const size of photos) await aPhoto(row.id, size)
  await finishReplies({ box, smaller: async () => null, tell: () => {} })
  await replies.change(row.id, (kept) => ({ ...kept, state }))
  return replies.get(row.id)
}

/** Ids of answers and, for each, its bytes and those of its photos, as hex. */
async function answersHere() {
  const hex = async (id) => Buffer.from((await box.bytes(id)) ?? []).toString('hex')
  const here = {}
  for (const { id } of await replies.all()) here[id] = await Promise.all([id, ...(await box.photosOf(id)).map((photo) => photo.id)].map(hex))
  return here
}

test('an unsent answer comes to another phone whole, once, to be sent as its owner', async () => {
  const key = await anOwner()
  const answer = await anAnswer()
  const before = await answersHere()
  const { file, reports, answers } = await bundle([], 1)
  assert.equal((await replies.get(answer.id)).tried, true)
  await wipe()
  await facts.remember('key', key)

  const [first, again] = [await unbundle(file), await unbundle(file)]

  assert.deepEqual([reports, answers], [0, 1])
  assert.deepEqual([first.answer, again.answer], [{ taken: 1, known: 0 }, { taken: 0, known: 1 }])
  assert.deepEqual(await answersHere(), before)
  assert.deepEqual(await replies.get(answer.id), { ...answer, state: 'queued', tried: true, server: null })
})

test('only what its person still wants sent or finished leaves with answers, and nobody else\'s', async () => {
  const key = await anOwner()
  const wanted = []
  for (const state of ['draft', 'queued', 'sending', 'paused_auth']) wanted.push((await anAnswer({ state })).id)
  for (const state of ['sent', 'stored', 'blocked']) await anAnswer({ state })
  await anAnswer({ owner: 'budi' })
  const { file } = await bundle([], 1)
  await wipe()
  await facts.remember('key', key)

  await unbundle(file)

  assert.deepEqual((await replies.all()).map(({ id }) => id), wanted.sort())
})

test('who knows no answers passes over them, and over their photos', async () => {
  const key = await anOwner()
  await aSavedReport({ owner: 'ani' })
  await anAnswer()

  const kinds = []
  for await (const item of read((await bundle(await box.all(), 1)).file, key.key)) kinds.push(item.kind)

  assert.deepEqual(kinds, ['begin', 'report', 'photo', 'answer', 'answer_photo', 'end'])
})

test('what a later version put in is counted and passed over', async () => {
  const key = await anOwner()
  const items = [{ kind: 'begin' }, { kind: 'song', row: 7 }, { kind: 'end' }]
  const pieces = []
  const office = await facts.recall('office')
  for await (const piece of write((async function* () { yield* items })(), { office, owner: key.key })) pieces.push(piece)

  const { strange, answer } = await unbundle(new Blob(pieces))

  assert.deepEqual([strange, answer.taken], [1, 0])
})
