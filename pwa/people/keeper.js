// Keeps people apart on one phone. Whoever leaves has their queue sealed with a key that only the server and their
// own phones know; whoever comes back finds it as it was. Network is given; the database is the vault's.

import { bytes } from '../outbox/box.js'
import { opensOfflineNoMore } from '../review/kept-page.js'
import { nothingWasSeen } from '../seen/place.js'
import { forget, recall, remember } from '../shared/facts.js'
import { keyFrom, lock, unlock } from './cipher.js'
import * as vault from './vault.js'

export { isAnother, isLeaving, notice } from './presence.js'

/**
 * @typedef {import('./vault.js').Me} Me
 * @typedef {import('./vault.js').Key} Key
 * @typedef {typeof import('../outbox/network.js')} Network
 * @typedef {(news: import('../shared/news.js').News) => void} Tell
 * @typedef {() => Promise<void>} Beat renews the lock where it is a lease
 */

/** @param {{ person: string | null, device: string }} me */
const ownerOf = ({ person, device }) => (person ? `person:${person}` : `device:${device}`)

/**
 * Before anything is asked: the server hears of a sign-out that was made without a network.
 *
 * @param {Network} network
 * @returns {Promise<boolean>} false: it could not be told
 */
export async function tellLeft(network) {
  const device = await recall('left')
  if (!device) return true
  const answer = await network.signOut(device)
  if (!answer?.ours || answer.status >= 300) return false
  await forget('left')
  return true
}

/**
 * The server says who is here. Call it under the lock.
 *
 * @param {Me} me
 * @param {{ network: Network, beat: Beat, tell: Tell }} means
 * @returns {Promise<boolean>} false: their key could not be had, or they left again just now; nothing has changed
 */
export async function welcome(me, { network, beat, tell }) {
  const before = /** @type {Me | undefined} */ (await recall('me'))
  const isAnother = Boolean(before?.person && before.person !== me.person)
  if (before && isAnother) await vault.beginLeaving(before, { tellServer: false })
  await finishLeaving(beat)
  const key = await keyOf(me, network)
  if (!key) return false
  if (!(await vault.arrive(me, key))) return false
  await knowOffice(network)
  if (me.person) await openAll(me.person, key.key, beat)
  if (isAnother) tell({ what: 'person' })
  return true
}

/** So that a rescue bundle can be made without a network. @param {Network} network */
async function knowOffice(network) {
  if (await recall('office')) return
  const answer = await network.bundleKey()
  if (answer?.ours && answer.status === 200) await remember('office', { kid: answer.body.kid, key: answer.body.key })
}

/** @param {Me} me @param {Network} network @returns {Promise<Key | null>} */
async function keyOf(me, network) {
  const owner = ownerOf(me)
  const kept = /** @type {Key | undefined} */ (await recall('key'))
  if (kept?.owner === owner) return kept
  const answer = await network.ownKey()
  if (!answer?.ours || answer.status !== 200 || ownerOf(answer.body) !== owner) return null
  return { owner, key: await keyFrom(answer.body.key) }
}

/** Seal what is to be sealed; begun again after a kill it goes on. Call it under the lock. @param {Beat} beat */
export async function finishLeaving(beat) {
  const person = /** @type {string | undefined} */ (await recall('leaving'))
  if (!person) return
  const kept = /** @type {Key | undefined} */ (await recall('key'))
  const key = kept?.owner === `person:${person}` ? kept.key : null
  // Without a key, or room for what is sealed, the rows stay as they are, shown to nobody but their owner: whoever comes
  // next must be able to send.
  await opensOfflineNoMore().catch(console.warn) // the reviewers' page, drawn for whoever leaves
  await nothingWasSeen().catch(console.warn)
  if (key) await ifItFits(() => sealAll(person, key, beat))
  if (!(await ifItFits(() => sealFacts(person, key)))) await sealFacts(person, null)
  await vault.endLeaving()
}

/** @param {() => Promise<void>} work @returns {Promise<boolean>} false: the phone is full */
async function ifItFits(work) {
  try {
    await work()
    return true
  } catch (error) {
    if (!vault.isFull(error)) throw error
    console.warn(error)
    return false
  }
}

/** @param {string} person @param {CryptoKey} key @param {Beat} beat */
async function sealAll(person, key, beat) {
  for (const store of vault.STORES) {
    for (const id of await vault.rowsOf(store, person)) {
      while (!(await sealRow(person, key, store, id))); // changed meanwhile: once more
      await beat()
    }
  }
}

/** One photo in memory at a time. @param {string} person @param {CryptoKey} key @param {import('./vault.js').Store} store @param {string} id */
async function sealRow(person, key, store, id) {
  const found = await vault.read(store, id)
  if (!found) return true
  for (const photo of found.photos) {
    await vault.put(await sealed(person, key, 'photo', photo.id, { photo, data: await bytes(photo.id) }))
  }
  const whole = { ...found, row: { ...found.row, owner: person } }
  return vault.shut(store, found, await sealed(person, key, store, id, whole))
}

/** @param {string} person @param {CryptoKey | null} key */
async function sealFacts(person, key) {
  const facts = await vault.personalFacts()
  await vault.shutFacts(facts, key && facts.length ? await sealed(person, key, 'facts', 'all', facts) : null)
}

/**
 * @param {string} person
 * @param {CryptoKey} key
 * @param {import('./vault.js').Kind} kind
 * @param {string} id
 * @param {unknown} value
 */
async function sealed(person, key, kind, id, value) {
  const name = vault.nameOf(person, kind, id)
  return { id: name, owner: person, ...(await lock(key, value, name)) }
}

/** @param {string} person @param {CryptoKey} key @param {Beat} beat */
async function openAll(person, key, beat) {
  for (const store of vault.STORES) {
    for (const name of await vault.sealedOf(person, store)) {
      await opened(key, name, (whole) => openRow(person, key, store, whole))
      await beat()
    }
  }
  for (const name of await vault.sealedOf(person, 'facts')) {
    await opened(key, name, (facts) => vault.reopenFacts(facts, name))
  }
}

/** @param {string} person @param {CryptoKey} key @param {import('./vault.js').Store} store @param {import('./vault.js').Whole} whole */
async function openRow(person, key, store, whole) {
  for (const { id } of whole.photos) {
    await opened(key, vault.nameOf(person, 'photo', id), ({ photo, data }) => vault.unpackPhoto(photo, data))
  }
  await vault.reopen(store, whole, person)
}

/**
 * What does not open stays where it is.
 *
 * @param {CryptoKey} key
 * @param {string} name
 * @param {(value: any) => Promise<unknown>} then
 */
async function opened(key, name, then) {
  const record = await vault.get(name)
  if (!record) return
  let value
  try {
    value = await unlock(key, record, name)
  } catch (error) {
    console.error(`${name} does not open`, error)
    return
  }
  await then(value)
}

/**
 * The person leaves this phone, with or without a network.
 *
 * @param {{ network: Network, alone: typeof import('../outbox/lock.js').alone, tell: Tell, mark: (wish: string) => void }} means
 *   `mark` leaves the wish where the next request takes it along
 */
export async function signOut({ network, alone, tell, mark }) {
  const me = /** @type {Me | undefined} */ (await recall('me'))
  if (!me) return
  await vault.beginLeaving(me, { tellServer: true })
  mark(`out.${me.device}`)
  void tellLeft(network)
  try {
    await finishSoon(alone)
  } finally {
    tell({ what: 'person' }) // whatever could not be sealed now is gone on with at the next start
  }
}

const BUSY_MS = 250 // a delivery ends soon: its credential is gone

/** @param {typeof import('../outbox/lock.js').alone} alone */
export async function finishSoon(alone) {
  while ((await alone(finishLeaving)) === 'busy') await new Promise((done) => setTimeout(done, BUSY_MS))
}
