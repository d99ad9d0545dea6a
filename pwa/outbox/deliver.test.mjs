import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { aSavedReport, box, delivery, facts, states, wipe } from '../testing/phone.mjs'
import { sealedOf } from '../people/vault.js'
import { Server } from '../testing/server.mjs'
import { Pace } from './pace.js'
import { proves } from './proof.js'

let server
beforeEach(async () => {
  await wipe()
  server = new Server()
})

const answers = (status, more = {}) => ({ status, ours: true, body: null, offset: null, complete: false, custody: null, retry_after: null, ...more })

test('a report and its photos arrive byte for byte', async () => {
  const row = await aSavedReport({ photos: [70_000, 900] })

  const outcome = await delivery(server)()

  const kept = server.reports.get(row.id)
  assert.equal(outcome, 'done')
  assert.equal(kept.digest, row.sealed.digest)
  assert.deepEqual(kept.photos.map((photo) => photo.complete), [true, true])
  assert.deepEqual(await states(), ['sent'])
})

test('words of all reports go before photos of any, the smallest photo first', async () => {
  const first = await aSavedReport({ photos: [5000, 40] })
  const second = await aSavedReport({ photos: [300] })

  await delivery(server)()

  const small = (row, i) => row.sealed.photos[i].sha256.slice(0, 6)
  assert.deepEqual(server.asked.slice(2), [
    `put ${first.id}`,
    `put ${second.id}`,
    `patch ${small(first, 1)} 0`,
    `patch ${small(second, 0)} 0`,
    `patch ${small(first, 0)} 0`,
    'mine',
  ])
})

/** Holds every chunk until it is let go. */
function gate() {
  const held = []
  const through = server.network.patchPhoto
  server.network.patchPhoto = (...what) => new Promise((go) => held.push(() => go(through(...what))))
  return held
}

async function until(seen) {
  for (let i = 0; i < 5000 && !seen(); i++) await new Promise((go) => setTimeout(go, 1))
  assert.ok(seen())
}

test('two photos travel at once, never three', async () => {
  await aSavedReport({ photos: [100, 200] })
  await aSavedReport({ photos: [300, 400] })
  const through = server.network.patchPhoto
  let [now, most] = [0, 0]
  server.network.patchPhoto = async (...what) => {
    most = Math.max(most, ++now)
    await new Promise((go) => setTimeout(go, 5))
    now -= 1
    return through(...what)
  }

  assert.equal(await delivery(server)(), 'done')
  assert.equal(most, 2)
})

test('words saved while photos travel go before the next photo', async () => {
  await aSavedReport({ photos: [100, 200, 300] })
  const held = gate()
  const ended = delivery(server)()
  await until(() => held.length === 2)

  const late = await aSavedReport({ photos: [] })
  held.shift()()
  await until(() => held.length === 2)
  for (const go of held) go()

  assert.equal(await ended, 'done')
  const photos = server.asked.flatMap((what, i) => (what.startsWith('patch') ? [i] : []))
  assert.ok(server.asked.indexOf(`put ${late.id}`) < photos[2])
})

test('one upload is cut: what the other brings meanwhile counts, and then the queue rests', async () => {
  await aSavedReport({ photos: [70_000, 150_000] })
  const pace = new Pace(Date.now, () => 0.5)
  const held = gate()
  const ended = delivery(server, { pace })()
  await until(() => held.length === 2)
  let cut = false
  server.trouble = (what) => (what.startsWith('patch') && !cut ? ((cut = true), null) : undefined)

  for (const go of held) go()

  assert.equal(await ended, 'later')
  const [{ server: stands }] = await box.all()
  assert.deepEqual(stands.photos.map(({ offset }) => offset).sort(), [0, 50_000])
  assert.equal(held.length, 2)
  assert.ok(pace.rest)
})

test('where photos wait for Wi-Fi the words go, and the photos on the next one', async () => {
  const row = await aSavedReport()
  await facts.remember('wifi_only', true)
  let wifi = false
  const deliver = delivery(server, { photosMayGo: () => wifi })

  const first = await deliver()
  const told = server.reports.get(row.id).photos[0].offset
  wifi = true
  const second = await deliver()

  assert.deepEqual([first, told, second], ['wifi', 0, 'done'])
  assert.deepEqual(await states(), ['sent'])
})

test('what is known of the line outlives the page', async () => {
  await aSavedReport({ photos: [1000] })
  const pace = new Pace(Date.now, () => 0.5)
  server.trouble = (what) => (what.startsWith('patch') ? null : undefined)
  await delivery(server, { pace })()

  const later = new Pace(Date.now, () => 0.5)
  later.recall(await facts.recall('pace'))

  assert.ok(pace.chunk < 64 * 1024)
  assert.equal(later.chunk, pace.chunk)
})

test('the bytes stay until the archive has them, the receipt stays after', async () => {
  const row = await aSavedReport()
  const deliver = delivery(server)
  await deliver()
  const [photo] = await box.photosOf(row.id)
  assert.ok(await box.bytes(photo.id))

  server.archive()
  await deliver()

  const kept = await box.get(row.id)
  assert.equal(kept.state, 'stored')
  assert.equal(kept.receipt.digest, row.sealed.digest)
  assert.equal(await box.bytes(photo.id), null)
})

test('a receipt that names other bytes lets nothing go', async () => {
  const row = await aSavedReport()
  const receipt = { id: row.id, digest: row.sealed.digest, stored_at: 'now', photos: [{ sha256: row.sealed.photos[0].sha256 }] }

  assert.equal(proves(receipt, row), true)
  assert.equal(proves({ ...receipt, digest: 'other' }, row), false)
  assert.equal(proves({ ...receipt, photos: [] }, row), false)
  assert.equal(proves({ ...receipt, stored_at: null }, row), false)
})

test('the answer to the first PUT is lost: one report at the server', async () => {
  await aSavedReport()
  const pace = new Pace(Date.now, () => 0.5)
  const deliver = delivery(server, { pace })
  let puts = 0
  server.trouble = (what) => {
    if (what.startsWith('put') && ++puts === 1) server.losing = 1
  }

  const first = await deliver()
  pace.until = 0
  const second = await deliver()

  assert.deepEqual([first, second], ['later', 'done'])
  assert.equal(server.reports.size, 1)
})

test('the answer to the last chunk is lost: the phone asks, and sends nothing twice', async () => {
  const row = await aSavedReport({ photos: [200_000] })
  const pace = new Pace(Date.now, () => 0.5)
  let time = 0
  const deliver = delivery(server, { pace, now: () => (time += 60_000) }) // a slow network: small chunks
  let chunks = 0
  server.trouble = (what) => {
    if (what.startsWith('patch') && ++chunks === 2) server.losing = 1
  }

  await deliver()
  pace.until = 0
  await deliver()

  const { sha256 } = row.sealed.photos[0]
  const patches = server.asked.filter((what) => what.startsWith('patch'))
  assert.equal(new Set(patches).size, patches.length)
  assert.ok(server.asked.includes(`head ${sha256.slice(0, 6)}`))
  assert.deepEqual(await states(), ['sent'])
})

test('a captive portal moves nothing', async () => {
  await aSavedReport()
  server.trouble = () => answers(200, { ours: false })

  const outcome = await delivery(server)()

  assert.equal(outcome, 'later')
  assert.deepEqual(await states(), ['queued'])
})

test('503 with Retry-After rests the whole queue for so long', async () => {
  for (let i = 0; i < 5; i++) await aSavedReport()
  const now = 1_000_000
  const pace = new Pace(() => now, () => 0.5)
  server.trouble = (what) => (what.startsWith('put') ? answers(503, { retry_after: 40 }) : undefined)

  await delivery(server, { pace })()

  assert.equal(server.asked.filter((what) => what.startsWith('put')).length, 2) // both were under way
  assert.equal(pace.rest, 40_000)
  pace.wake()
  assert.equal(pace.rest, 40_000)
})

test('while the queue rests nothing is asked', async () => {
  await aSavedReport()
  const pace = new Pace(Date.now, () => 0.5)
  pace.failed()

  assert.equal(await delivery(server, { pace })(), 'later')
  assert.deepEqual(server.asked, [])
})

for (const [status, reason] of [[409, 'clash'], [413, 'too_large'], [422, 'refused'], [404, 'foreign']]) {
  test(`${status} blocks that row with "${reason}", and the others go`, async () => {
    const bad = await aSavedReport()
    await aSavedReport()
    server.trouble = (what) => (what === `put ${bad.id}` ? answers(status) : undefined)

    await delivery(server)()

    const kept = await box.get(bad.id)
    assert.deepEqual([kept.state, kept.blocked], ['blocked', reason])
    assert.equal(server.reports.size, 1)
    assert.deepEqual((await states()).sort(), ['blocked', 'sent'])
  })
}

test('words damaged on the way are sent again, not blocked', async () => {
  await aSavedReport()
  server.trouble = (what) => (what.startsWith('put') ? answers(422, { body: { type: 'urn:masdarling:problem:digest' } }) : undefined)

  const outcome = await delivery(server)()

  assert.equal(outcome, 'later')
  assert.deepEqual(await states(), ['queued'])
})

test('a photo too large for the server blocks its report after the words are there', async () => {
  const row = await aSavedReport()
  server.trouble = (what) => (what.startsWith('patch') ? answers(413) : undefined)

  await delivery(server)()

  assert.equal(server.reports.has(row.id), true)
  assert.equal((await box.get(row.id)).blocked, 'too_large')
})

const wrongPhoto = () => answers(422, { offset: 0, body: { type: 'urn:masdarling:problem:wrong-photo' } })

test('a photo that came to be another one is sent again from the bytes kept here', async () => {
  const row = await aSavedReport({ photos: [150_000] })
  let patches = 0
  server.trouble = (what) => (what.startsWith('patch') && ++patches === 1 ? wrongPhoto() : undefined)

  await delivery(server)()

  assert.equal(server.reports.get(row.id).photos[0].complete, true)
  assert.deepEqual(await states(), ['sent'])
})

test('a photo of several chunks refused twice as a whole is blocked, not sent for ever', async () => {
  const row = await aSavedReport({ photos: [150_000] })
  server.trouble = () => {
    for (const photo of server.reports.get(row.id)?.photos ?? []) photo.data = Buffer.alloc(photo.data.length)
  }

  await delivery(server)()

  assert.equal((await box.get(row.id)).blocked, 'corrupt')
  assert.equal(server.asked.filter((what) => what.startsWith('patch')).length, 6)
})

test('how often a photo was refused is remembered over a cut', async () => {
  const row = await aSavedReport()
  const pace = new Pace(Date.now, () => 0.5)
  const replies = [wrongPhoto(), null, wrongPhoto()]
  server.trouble = (what) => (what.startsWith('patch') ? replies.shift() : undefined)

  await delivery(server, { pace })()
  pace.until = 0
  await delivery(server, { pace })()

  assert.equal((await box.get(row.id)).blocked, 'corrupt')
})

test('bytes that rotted on the phone are not sent a second time', async () => {
  const row = await aSavedReport({ photos: [70_000] })
  const [photo] = await box.photosOf(row.id)
  await box.keepPhoto(photo, new Uint8Array(70_000).buffer)

  await delivery(server)()

  assert.equal((await box.get(row.id)).blocked, 'lost_bytes')
  assert.equal(server.asked.filter((what) => what.startsWith('patch')).length, 2)
})

test('a line that damages every chunk counts as down, and blocks nothing', async () => {
  const row = await aSavedReport()
  const damaged = answers(422, { offset: 0, body: { type: 'urn:masdarling:problem:digest' } })
  server.trouble = (what) => (what.startsWith('patch') ? damaged : undefined)

  const outcome = await delivery(server)()

  assert.equal(outcome, 'later')
  assert.equal((await box.get(row.id)).state, 'sending')
})

test('bytes gone from the phone block the row with the truth', async () => {
  const row = await aSavedReport()
  const [photo] = await box.photosOf(row.id)
  await box.dropPhoto(photo.id)

  await delivery(server)()

  assert.equal((await box.get(row.id)).blocked, 'lost_bytes')
})

test('chunks the server has lost are sent again from the bytes kept here', async () => {
  const row = await aSavedReport()
  const deliver = delivery(server)
  await deliver()
  const kept = server.reports.get(row.id)
  Object.assign(kept, { state: 'partial' })
  Object.assign(kept.photos[0], { offset: 0, complete: false, data: Buffer.alloc(0) })

  await deliver()
  await deliver()

  assert.equal(kept.photos[0].complete, true)
  assert.deepEqual(await states(), ['sent'])
})

test('words the server has forgotten are told again before the photo goes on', async () => {
  const row = await aSavedReport({ photos: [200_000] })
  const pace = new Pace(Date.now, () => 0.5)
  const deliver = delivery(server, { pace })
  server.trouble = (what) => (what.startsWith('patch') ? null : undefined)
  await deliver()
  server.reports.clear()
  server.trouble = () => undefined

  for (let i = 0; i < 3; i++) {
    pace.until = 0
    await deliver()
  }

  assert.equal(server.reports.get(row.id).photos[0].complete, true)
})

test('an ended session pauses the queue; signing in again sends it', async () => {
  server.device = 'device-1'
  server.person = 'ani'
  await aSavedReport({ owner: 'ani' })
  await facts.remember('me', { device: 'device-1', person: 'ani', name: 'Ani' })
  server.device = null
  server.person = null

  const ended = await delivery(server)()
  const paused = await states()
  server.device = 'device-2'
  server.person = 'ani'
  const again = await delivery(server)()

  assert.deepEqual([ended, paused, again], ['sign-in', ['paused_auth'], 'done'])
  assert.equal(server.devices, 0) // no anonymous device was asked for behind her back
  assert.deepEqual(await states(), ['sent'])
})

test('somebody else signs in half-way: the rows wait for their owner, and those of nobody else are held up', async () => {
  server.device = 'device-1'
  server.person = 'ani'
  const hers = await aSavedReport({ owner: 'ani' })
  const his = await aSavedReport({ owner: 'budi' })
  server.trouble = (what) => {
    if (what.startsWith('patch')) server.person = 'budi'
  }

  const outcome = await delivery(server)()

  assert.equal(outcome, 'done')
  assert.equal(await box.get(hers.id), undefined)
  assert.equal((await sealedOf('ani', 'reports')).length, 1)
  assert.equal((await box.get(his.id)).state, 'sent')
  assert.equal(server.reports.get(his.id).sent_by, 'budi')
})

test('a phone that changes hands without end rests', async () => {
  server.device = 'device-1'
  server.person = 'ani'
  for (let i = 0; i < 10; i += 1) await aSavedReport({ owner: `ani${'x'.repeat(i)}` })
  server.trouble = (what) => {
    if (what.startsWith('put')) server.person += 'x'
  }

  assert.equal(await delivery(server)(), 'later')
})

test('another person on this phone never sends what is not theirs', async () => {
  await aSavedReport({ owner: 'ani' })
  const own = await aSavedReport({ owner: 'budi' })
  server.device = 'device-1'
  server.person = 'budi'

  await delivery(server)()

  assert.deepEqual([...server.reports.keys()], [own.id])
  assert.deepEqual((await states()).sort(), ['queued', 'sent'])
})

test('a phone nobody was signed in on asks for the right to send without a name', async () => {
  await aSavedReport()

  await delivery(server)()

  assert.equal(server.devices, 1)
  assert.deepEqual(await states(), ['sent'])
})

test('a phone that lost the cookie of its nameless device still sends what it holds', async () => {
  await facts.remember('me', { device: 'lost', person: null, name: '' })
  await aSavedReport()

  await delivery(server)()

  assert.deepEqual(await states(), ['sent'])
})

test('where anonymous reports are not wanted the rows wait', async () => {
  await aSavedReport()
  server.trouble = (what) => (what === 'newDevice' ? answers(403) : undefined)

  const outcome = await delivery(server)()

  assert.equal(outcome, 'sign-in')
  assert.deepEqual(await states(), ['paused_auth'])
})

test('a report dropped half-way is gone on both sides', async () => {
  const row = await aSavedReport()
  server.trouble = (what) => (what.startsWith('patch') ? null : undefined)
  const pace = new Pace(Date.now, () => 0.5)
  await delivery(server, { pace })()
  assert.equal(server.reports.size, 1)

  await box.discard(await box.get(row.id))
  pace.until = 0
  server.trouble = () => undefined
  await delivery(server, { pace })()

  assert.equal(server.reports.size, 0)
  assert.deepEqual(await states(), [])
})

test('a server that never says complete is not asked without end', async () => {
  await aSavedReport({ photos: [] })
  server.trouble = (what) => {
    if (!what.startsWith('put')) return undefined
    const row = what.slice(4)
    return answers(200, { body: { api: 'masdarling/1', id: row, digest: digest, number: 'MD', state: 'partial', photos: [] } })
  }
  const [{ sealed: { digest } }] = await box.all()

  const outcome = await delivery(server)()

  assert.equal(outcome, 'later')
  assert.equal(server.asked.filter((what) => what.startsWith('put')).length, 2)
})

test('a random bad network: every report exactly once, every hash right', async () => {
  let seed = 7
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647
  const rows = []
  for (let i = 0; i < 12; i++) rows.push(await aSavedReport({ photos: [500 + i * 9000, 150_000] }))
  const pace = new Pace(Date.now, random)
  const deliver = delivery(server, { pace })
  server.trouble = () => {
    if (random() < 0.1) return null // cut on the way there
    if (random() < 0.1) server.losing = 1 // cut on the way back
    return undefined
  }

  for (let i = 0; i < 400 && (await states()).some((state) => state !== 'sent'); i++) {
    pace.until = 0
    await deliver()
  }

  assert.deepEqual(new Set(await states()), new Set(['sent']))
  assert.equal(server.reports.size, rows.length)
  assert.ok([...server.reports.values()].every((report) => report.photos.every((photo) => photo.complete)))
})
