import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { aSavedReport, delivery, facts, wipe } from '../testing/phone.mjs'
import { Server } from '../testing/server.mjs'
import { follow, heardOf } from './lines.js'

const ANI = { person: 'ani', device: 'd1', name: 'Ani' }
const BUDI = { person: 'budi', device: 'd2', name: 'Budi' }
let server, now, means
beforeEach(async () => {
  await wipe()
  server = new Server()
  now = 1_000_000_000
  means = { facts, network: server.network, now: () => now }
})

test('what became of a report is there without a network, with the time it was heard', async () => {
  const row = await aSavedReport()
  await delivery(server)()
  server.moves(row.id, 'rejected', 'Bukan di sini')
  await follow(means, ANI, { urgent: true })

  server.trouble = () => null
  now += 60_000
  const { lines, meaning } = await follow(means, ANI, { urgent: false })

  assert.equal(meaning.kind, 'again')
  assert.deepEqual([lines[0].step.state, lines[0].step.words], ['rejected', 'Bukan di sini'])
  assert.equal((await heardOf(facts, ANI)).at, 1_000_000_000)
})

test('nothing of one person is shown to the next on the same phone', async () => {
  await aSavedReport()
  await delivery(server)()
  await follow(means, ANI, { urgent: true })

  assert.equal((await heardOf(facts, ANI)).lines.length, 1)
  assert.deepEqual((await heardOf(facts, BUDI)).lines, [])
  assert.deepEqual((await heardOf(facts, null)).lines, [])
})

test('unchanged is told in no words, and counts as heard', async () => {
  await aSavedReport()
  await delivery(server)()
  await follow(means, ANI, { urgent: true })
  now += 60_000

  const { meaning } = await follow(means, ANI, { urgent: true })

  assert.equal(meaning.kind, 'ok')
  assert.equal((await heardOf(facts, ANI)).at, now)
  assert.equal((await heardOf(facts, ANI)).lines.length, 1)
})

test('what happened since is put beside what was known', async () => {
  const line = (id, at) => ({ id, received_at: at, step: { state: 'received', at } })
  let asked
  const network = { mine: async (how) => ((asked = how), { status: 200, ours: true, etag: 'e', body: { reports: asked.since ? [line('new', '2026-11-25T00:00:00Z')] : [line('old', '2026-11-23T00:00:00Z')] } }) }
  await follow({ ...means, network }, ANI, { urgent: false })
  now += 60_000

  const { lines } = await follow({ ...means, network }, ANI, { urgent: false })

  assert.equal(asked.since, '2026-11-23T00:00:00Z')
  assert.deepEqual(lines.map(({ id }) => id), ['new', 'old'])
})

test('an answer that no page could show is not kept, and asked for again', async () => {
  const line = { id: 'a', received_at: '2026-11-25T00:00:00Z', step: { state: 'received', at: '2026-11-25T00:00:00Z' } }
  let body = { reports: [line, null, 7, { id: 'b' }, { ...line, id: 'c', step: { state: 'received', at: 'soon' } }] }
  const network = { mine: async () => ({ status: 200, ours: true, etag: 'e', body }) }

  await follow({ ...means, network }, ANI, { urgent: true })
  body = { api: 'masdarling/1' }
  const { meaning } = await follow({ ...means, network }, ANI, { urgent: true })

  assert.equal(meaning.kind, 'again')
  assert.deepEqual((await heardOf(facts, ANI)).lines.map(({ id }) => id), ['a'])
})
