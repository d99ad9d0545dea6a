// The one database on the phone. Rows carry their own version `v`; upgrades of the database only add.

const NAME = 'masdarling'
const VERSION = 3

/** @typedef {'reports' | 'photos' | 'bytes' | 'facts' | 'packs' | 'echoes' | 'answers' | 'vault' | 'decisions' | 'cases' | 'pictures'} Store */

/** Called when a tab of an older version keeps the upgrade waiting; it goes on by itself when that tab is closed. */
let blocked = () => {}

/** @param {() => void} told */
export function whenBlocked(told) {
  blocked = told
}

/** @type {Promise<IDBDatabase> | null} */
let opening = null

/** @param {IDBDatabase} database @param {number} from */
function upgrade(database, from) {
  if (from < 1) {
    database.createObjectStore('reports', { keyPath: 'id' }).createIndex('state', 'state')
    database.createObjectStore('photos', { keyPath: 'id' }).createIndex('report', 'report')
    database.createObjectStore('bytes', { keyPath: 'id' })
    database.createObjectStore('facts', { keyPath: 'name' })
  }
  if (from < 2) {
    database.createObjectStore('packs', { keyPath: 'kelurahan' }) // may be let go at any time: fetched again
    database.createObjectStore('echoes', { keyPath: 'id' }) // "Saya juga", waiting to be told
    database.createObjectStore('answers', { keyPath: 'id' }).createIndex('report', 'report') // to a reviewer's question
    database.createObjectStore('vault', { keyPath: 'id' }) // queues of people who are signed out, sealed
  }
  if (from < 3) {
    database.createObjectStore('decisions', { keyPath: 'id' }) // of a reviewer, not at the server yet
    database.createObjectStore('cases', { keyPath: 'id' }) // taken to the field, and what they look like
    database.createObjectStore('pictures', { keyPath: 'id' }).createIndex('report', 'report')
  }
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION)
    request.onupgradeneeded = (event) => upgrade(request.result, event.oldVersion)
    request.onblocked = () => blocked()
    request.onerror = () => reject(request.error)
    request.onsuccess = () => resolve(kept(request.result))
  })
  opening = opening.catch(asItIs)
  opening.catch(forget)
  return opening
}

/** A newer version of the app, in another tab, has upgraded it. That only adds: this page goes on. @param {unknown} error */
async function asItIs(error) {
  if (!(error instanceof DOMException && error.name === 'VersionError')) throw error
  return kept(await ask(indexedDB.open(NAME)))
}

/** @param {IDBDatabase} database */
function kept(database) {
  database.onversionchange = () => {
    database.close()
    forget()
  }
  database.onclose = forget // iOS drops connections at will: https://bugs.webkit.org/show_bug.cgi?id=197050
  return database
}

function forget() {
  opening = null
}

/**
 * Do `work` in one transaction; resolved when it is on the disk. A connection the system has dropped is opened
 * once more: a failure is never taken for an empty database. Where the phone is full, packs are let go.
 *
 * Chrome's default durability is "relaxed" since 121, so it is asked for by name.
 *
 * @template T
 * @param {Store[]} stores
 * @param {'readonly' | 'readwrite' | 'quick'} mode `quick` writes without waiting for the disk
 * @param {(tx: IDBTransaction) => T | Promise<T>} work awaits nothing but requests of `tx`
 * @returns {Promise<T>}
 */
export async function transact(stores, mode, work) {
  try {
    return await once(stores, mode, work)
  } catch (error) {
    if (isFull(error) && (await letPacksGo())) return once(stores, mode, work)
    if (!mayHeal(error)) throw error
    forget()
    return once(stores, mode, work)
  }
}

/** A report comes before what can be fetched again. @returns {Promise<boolean>} whether there was anything to let go */
async function letPacksGo() {
  return once(['packs'], 'readwrite', async (tx) => {
    const packs = await ask(tx.objectStore('packs').count())
    tx.objectStore('packs').clear()
    return packs > 0
  })
}

/**
 * @template T
 * @param {Store[]} stores
 * @param {'readonly' | 'readwrite' | 'quick'} mode
 * @param {(tx: IDBTransaction) => T | Promise<T>} work
 * @returns {Promise<T>}
 */
async function once(stores, mode, work) {
  const database = await open()
  const tx =
    mode === 'readonly'
      ? database.transaction(stores)
      : database.transaction(stores, 'readwrite', { durability: mode === 'quick' ? 'relaxed' : 'strict' })
  const ended = end(tx)
  ended.catch(() => undefined) // reported below, after the work's own error
  try {
    const result = await work(tx)
    await ended
    return result
  } catch (error) {
    abort(tx)
    throw tx.error ?? error
  }
}

/** @param {IDBTransaction} tx @returns {Promise<void>} */
function end(tx) {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(tx.error ?? new DOMException('aborted', 'AbortError'))
  })
}

/** @param {IDBTransaction} tx */
function abort(tx) {
  try {
    tx.abort()
  } catch {
    // It had ended already.
  }
}

/** @param {unknown} error */
function mayHeal(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  return ['InvalidStateError', 'UnknownError', 'AbortError'].includes(name)
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function ask(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Whether the phone has no room left. Only this error tells: Chrome's estimate() invents its quota. @param {unknown} error */
export function isFull(error) {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}
