// A phone to test with: the real storage over an IndexedDB in memory, and builders with a default for everything.

import 'fake-indexeddb/auto'
import { randomBytes } from 'node:crypto'
import * as box from '../outbox/box.js'
import { deliver } from '../outbox/deliver.js'
import { Pace } from '../outbox/pace.js'
import { newDraft } from '../outbox/begun.js'
import { seal } from '../capture/sealing.js'
import { sha256 } from '../shared/digest.js'
import * as people from '../people/keeper.js'
import * as facts from '../shared/facts.js'
import { ask, transact } from '../shared/database.js'
import { reportId, uuidv7 } from '../shared/uuid.js'

export { box, facts, people }

/** A photo of so many random bytes, ready to be sent. */
export async function aPhoto(report, size = 1000) {
  const data = new Uint8Array(randomBytes(size)).buffer
  const photo = {
    id: uuidv7(), report, v: 1, ready: true, original: false, type: 'image/jpeg', size, width: 1600, height: 1200,
    taken_at: null, sha256: await sha256(data), thumb: null,
  }
  await box.keepPhoto(photo, data)
  return photo
}

let born = 0

/** A moment of its own: nobody saves two reports within one millisecond, and their ids tell no more than a day. */
const aBirth = () => (born = Math.max(born + 1, Date.now()))

/** A report as it lies there after *Simpan*, sealed. */
export async function aSavedReport({ photos = [1000], owner = '', ...more } = {}) {
  const form = { category: 'SMP-01', kelurahan: '64.74.03.1002' }
  const row = { ...newDraft({ id: reportId(), owner, now: aBirth(), register: 1, form }), state: 'queued', captured_at: Date.now(), ...more }
  await box.add(row)
  const taken = []
  for (const size of photos) taken.push(await aPhoto(row.id, size))
  const { body, sealed } = await seal(row, taken)
  await box.seal(row, sealed, body)
  return box.get(row.id)
}

const STORES = ['reports', 'photos', 'bytes', 'facts', 'echoes', 'answers', 'vault', 'packs']

/** Empty the phone. */
export function wipe() {
  return transact(STORES, 'readwrite', async (tx) => {
    for (const store of STORES) await ask(tx.objectStore(store).clear())
  })
}

/** A delivery to `server`; `pace` may be kept over several. */
export function delivery(server, { pace = new Pace(Date.now, () => 0.5), now = Date.now, photosMayGo = () => false, box: own = box, met = undefined } = {}) {
  const means = { box: own, facts, people, pace, network: server.network, tell: () => {}, now, photosMayGo, met, beat: async () => {} }
  return () => deliver(means)
}

export async function states() {
  return (await box.all()).map((row) => row.state)
}
