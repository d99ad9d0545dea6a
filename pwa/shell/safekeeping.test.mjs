import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { Safekeeping } from './safekeeping.js'

let phone
const protection = {
  isProtected: async () => phone.isProtected, isPrivate: async () => phone.isPrivate, roomLeft: async () => phone.room,
  protect: async () => ((phone.asked += 1), (phone.isProtected = phone.willProtect)),
}
const facts = { recall: async (name) => phone.facts[name], remember: async (name, value) => void (phone.facts[name] = value) }
const watchman = { get loss() { return phone.loss }, dismiss: () => (phone.loss = null) }
const keeping = () => new Safekeeping({ watchman, protection, facts, weigh: async () => ({ reports: 0, bytes: 0 }), changed: () => {} })

beforeEach(() => {
  phone = { isProtected: false, willProtect: false, isPrivate: false, room: { quota: 9e9, left: 8e9 }, asked: 0, facts: {}, loss: null }
})

test('protection is asked for after the first saved report, and not before or again', async () => {
  const first = keeping()
  await first.open()
  assert.equal(phone.asked, 0)

  await first.saved()
  await first.saved()
  await keeping().saved()

  assert.equal(phone.asked, 1)
})

test('it is asked for once more when the app lies on the home screen', async () => {
  await keeping().saved()

  await keeping().open({ isInstalled: true })
  await keeping().open({ isInstalled: true })

  assert.equal(phone.asked, 2)
})

test('where the phone is protected nothing is asked', async () => {
  phone.isProtected = true
  const safe = keeping()
  await safe.open()

  await safe.saved()

  assert.deepEqual([phone.asked, safe.isProtected], [0, true])
})

test('the gravest concern is told first, and one put aside makes room for the next', async () => {
  Object.assign(phone, { loss: { count: 1 }, isPrivate: true, room: { quota: 1e9, left: 1e6 } })
  const safe = keeping()
  await safe.open()
  safe.full(true)

  const told = []
  while (safe.concern) {
    told.push(safe.concern)
    safe.dismiss(safe.concern)
  }

  assert.deepEqual(told, ['lost', 'full', 'private', 'filling'])
})

test('a full phone is told of again when it fills up again', () => {
  const safe = keeping()
  safe.full(true)
  safe.dismiss('full')
  safe.full(false)

  safe.full(true)

  assert.equal(safe.concern, 'full')
})
