// One sender at a time on this phone: tabs and the service worker share one queue.

import { ask, transact } from '../shared/database.js'

const NAME = 'masdarling-outbox'
const LEASE_MS = 90_000 // a tab that dies or is frozen keeps the others waiting no longer

/**
 * Run `work` unless someone else is at it. A lock dies with its tab; where there are no Web Locks (before iOS 15.4)
 * a lease in the database stands in, renewed by `beat` and, for a chunk may take minutes, by itself.
 *
 * @template T
 * @param {(beat: () => Promise<void>) => Promise<T>} work
 * @param {{ locks?: LockManager | undefined, now?: () => number, name?: string }} [how] name: of what only one may do
 * @returns {Promise<T | 'busy'>}
 */
export async function alone(work, { locks = globalThis.navigator?.locks, now = Date.now, name = NAME } = {}) {
  if (locks) {
    const given = await locks.request(name, { ifAvailable: true }, async (lock) =>
      lock ? work(async () => undefined) : /** @type {const} */ ('busy'),
    )
    return /** @type {T | 'busy'} */ (given)
  }
  const me = Math.random()
  if (!(await lease(name, me, now))) return 'busy'
  const renewing = setInterval(() => void lease(name, me, now).catch(() => false), LEASE_MS / 3)
  try {
    return await work(async () => void (await lease(name, me, now)))
  } finally {
    clearInterval(renewing)
    await release(name, me)
  }
}

/** Whether someone is sending now. Where it cannot be known: no. */
export async function isHeld(locks = globalThis.navigator?.locks) {
  const { held = [] } = (await locks?.query()) ?? {}
  return held.some(({ name }) => name === NAME)
}

/** @param {string} name @param {number} me @param {() => number} now @returns {Promise<boolean>} */
function lease(name, me, now) {
  return transact(['facts'], 'readwrite', async (tx) => {
    const facts = tx.objectStore('facts')
    const held = await ask(facts.get(name))
    const free = !held || held.holder === me || held.until < now() || held.until > now() + LEASE_MS
    if (free) facts.put({ name, holder: me, until: now() + LEASE_MS })
    return free
  })
}

/** @param {string} name @param {number} me */
function release(name, me) {
  return transact(['facts'], 'readwrite', async (tx) => {
    const facts = tx.objectStore('facts')
    if ((await ask(facts.get(name)))?.holder === me) facts.delete(name)
  })
}
