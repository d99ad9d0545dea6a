// Queues of people who are signed out, as they lie in the database: sealed, one record per report, photo and row.
// A record takes the place of what it seals in one transaction, so that a killed page neither loses nor doubles.

import { isUnsent, savedAt } from '../outbox/row.js'
import { ask, isFull, transact } from '../shared/database.js'

export { isFull }

/**
 * @typedef {import('../outbox/row.js').PhotoRow} PhotoRow
 * @typedef {import('../outbox/deliver.js').Me} Me
 * @typedef {import('./cipher.js').Locked} Locked
 * @typedef {Locked & { id: string, owner: string }} Sealed
 * @typedef {typeof STORES[number]} Store
 * @typedef {{ row: { id: string, owner?: string }, body: ArrayBuffer | null, photos: PhotoRow[] }} Whole but for the bytes of its photos
 * @typedef {Store | 'photo' | 'facts' | 'waits' | 'kept'} Kind
 * @typedef {{ owner: string, key: CryptoKey }} Key
 */

/** What this phone remembers for itself; every other fact is its person's. */
const PHONES_OWN = new Set([
  ...['register', 'masdarling-outbox', 'key', 'leaving', 'left', 'office'],
  ...['has_kept', 'told_waiting', 'pace', 'wifi_only', 'protection_asked', 'protection_asked_installed'],
])
/** Where rows lie that name their owner; their photos and sealed words lie apart under the row's id. */
export const STORES = /** @type {const} */ (['answers', 'echoes', 'reports'])

/** @param {string} owner @param {Kind} kind @param {string} id */
export const nameOf = (owner, kind, id) => `${owner}/${kind}/${id}`

/** Beside a sealed report lies, for anyone, that it is there, how much it weighs, when it was saved and, by its name, whether it waits. @param {string} owner @param {{ id: string }} row */
const marksOf = (owner, { id }) => [nameOf(owner, 'waits', id), nameOf(owner, 'kept', id)]

/** @param {string} owner @param {Kind} kind */
const range = (owner, kind) => IDBKeyRange.bound(nameOf(owner, kind, ''), nameOf(owner, kind, '\uffff'))

/**
 * From now on nobody is here, whatever happens to this page: who was is to be sealed. The cases a reviewer took along
 * go at once, for their session ends here too.
 *
 * @param {Me} me
 * @param {{ tellServer: boolean }} how its credential is still to be ended
 */
export function beginLeaving({ person, device }, { tellServer }) {
  return transact(['facts', 'cases', 'pictures'], 'readwrite', (tx) => {
    const facts = tx.objectStore('facts')
    for (const store of ['cases', 'pictures']) tx.objectStore(store).clear()
    if (person) facts.put({ name: 'leaving', value: person })
    if (tellServer) facts.put({ name: 'left', value: device })
    facts.delete('me')
  })
}

/** All of theirs is sealed, or cannot be: the key goes. */
export function endLeaving() {
  return transact(['facts'], 'readwrite', (tx) => {
    for (const name of ['leaving', 'key']) tx.objectStore('facts').delete(name)
  })
}

/**
 * Somebody is here. What was captured before anyone was known is theirs: whoever delivers first takes it along.
 *
 * @param {Me} me
 * @param {Key | null} key
 * @returns {Promise<boolean>} false: they signed out while the server was asked
 */
export function arrive(me, key) {
  return transact(['facts', 'reports'], 'readwrite', async (tx) => {
    if ((await ask(tx.objectStore('facts').get('left')))?.value === me.device) return false
    tx.objectStore('facts').put({ name: 'me', value: me })
    if (key) tx.objectStore('facts').put({ name: 'key', value: key })
    if (!me.person) return true
    const reports = tx.objectStore('reports')
    for (const row of await ask(reports.getAll())) if (row.owner === '') reports.put({ ...row, owner: me.person })
    return true
  })
}

/** Ids of a person's rows, and of those nobody else began. @param {Store} store @param {string} owner @returns {Promise<string[]>} */
export async function rowsOf(store, owner) {
  const rows = await transact([store], 'readonly', (tx) => ask(tx.objectStore(store).getAll()))
  return rows.filter((row) => !row.owner || row.owner === owner).map((row) => row.id)
}

/** @param {Store} store @param {string} id @returns {Promise<Whole | null>} */
export function read(store, id) {
  return transact([store, 'photos', 'bytes'], 'readonly', (tx) => whole(tx, store, id))
}

/** @param {IDBTransaction} tx @param {Store} store @param {string} id @returns {Promise<Whole | null>} */
async function whole(tx, store, id) {
  const [row, photos, body] = await Promise.all([
    ask(tx.objectStore(store).get(id)),
    ask(tx.objectStore('photos').index('report').getAll(id)),
    ask(tx.objectStore('bytes').get(id)),
  ])
  return row ? { row, photos, body: body?.data ?? null } : null
}

/** Beside what it seals, for now. @param {Sealed} sealed */
export const put = (sealed) => transact(['vault'], 'quick', (tx) => void tx.objectStore('vault').put(sealed))

/** @param {string} name @returns {Promise<Sealed | undefined>} */
export const get = (name) => transact(['vault'], 'readonly', (tx) => ask(tx.objectStore('vault').get(name)))

/**
 * The sealed row takes the place of the open one, unless that has changed since it was read.
 *
 * @param {Store} store
 * @param {Whole} as
 * @param {Sealed} sealed
 * @returns {Promise<boolean>}
 */
export function shut(store, as, sealed) {
  return transact([store, 'photos', 'bytes', 'vault'], 'readwrite', async (tx) => {
    const { id } = as.row
    const now = await whole(tx, store, id)
    if (now && marks(now) !== marks(as)) return false
    tx.objectStore('vault').put(sealed)
    if (store === 'reports') tx.objectStore('vault').put(markOf(sealed.owner, as))
    for (const photo of as.photos) {
      tx.objectStore('photos').delete(photo.id)
      tx.objectStore('bytes').delete(photo.id)
    }
    tx.objectStore('bytes').delete(id)
    tx.objectStore(store).delete(id)
    return true
  })
}

/** @param {string} owner @param {Whole} as */
function markOf(owner, { row, body, photos }) {
  const [waits, kept] = marksOf(owner, row)
  const report = /** @type {import('../outbox/row.js').Row} */ (row)
  const size = photos.reduce((sum, photo) => sum + photo.size + (photo.thumb?.byteLength ?? 0), body?.byteLength ?? 0)
  return { id: isUnsent(report) ? waits : kept, owner, size, saved_at: savedAt(report) }
}

/** What would differ if anything did; photos change only when they become ready. @param {Whole} as */
const marks = ({ row, photos }) => JSON.stringify([row, photos.map(({ id, ready }) => [id, ready])])

/**
 * A photo is back in its place; without its row nothing sees it yet.
 *
 * @param {PhotoRow} photo
 * @param {ArrayBuffer | null} data
 */
export function unpackPhoto(photo, data) {
  return transact(['photos', 'bytes'], 'quick', (tx) => {
    tx.objectStore('photos').put(photo)
    if (data) tx.objectStore('bytes').put({ id: photo.id, data })
  })
}

/** The open row takes the place of the sealed one. @param {Store} store @param {Whole} as @param {string} owner */
export function reopen(store, { row, body, photos }, owner) {
  return transact([store, 'bytes', 'vault'], 'readwrite', async (tx) => {
    const rows = tx.objectStore(store)
    if (!(await ask(rows.get(row.id)))) {
      rows.put(row)
      if (body) tx.objectStore('bytes').put({ id: row.id, data: body })
    }
    const vault = tx.objectStore('vault')
    vault.delete(nameOf(owner, store, row.id))
    if (store === 'reports') for (const mark of marksOf(owner, row)) vault.delete(mark)
    for (const photo of photos) vault.delete(nameOf(owner, 'photo', photo.id))
  })
}

/** @param {string} owner @param {Kind} kind @returns {Promise<string[]>} names of records */
export const sealedOf = (owner, kind) =>
  transact(['vault'], 'readonly', async (tx) =>
    /** @type {string[]} */ (await ask(tx.objectStore('vault').getAllKeys(range(owner, kind)))),
  )

/** @returns {Promise<{ name: string, value: unknown }[]>} */
export async function personalFacts() {
  const all = await transact(['facts'], 'readonly', (tx) => ask(tx.objectStore('facts').getAll()))
  return all.filter((/** @type {{ name: string }} */ { name }) => !PHONES_OWN.has(name))
}

/** @param {{ name: string }[]} facts @param {Sealed | null} sealed null: they are let go */
export function shutFacts(facts, sealed) {
  return transact(['facts', 'vault'], 'readwrite', (tx) => {
    if (sealed) tx.objectStore('vault').put(sealed)
    for (const { name } of facts) tx.objectStore('facts').delete(name)
  })
}

/** What was remembered meanwhile stays. @param {{ name: string, value: unknown }[]} facts @param {string} record */
export function reopenFacts(facts, record) {
  return transact(['facts', 'vault'], 'readwrite', async (tx) => {
    const store = tx.objectStore('facts')
    const known = new Set(await ask(store.getAllKeys()))
    for (const fact of facts) if (!known.has(fact.name)) store.put(fact)
    tx.objectStore('vault').delete(record)
  })
}
