import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { ask, isFull, transact } from './database.js'

const put = IDBObjectStore.prototype.put
afterEach(() => (IDBObjectStore.prototype.put = put))

const packs = () => transact(['packs'], 'readonly', (tx) => ask(tx.objectStore('packs').count()))
const keep = () => transact(['bytes'], 'readwrite', (tx) => void tx.objectStore('bytes').put({ id: 'p', data: new ArrayBuffer(9) }))

/** A phone that has no room for photos as long as `taken` says so. */
function full(taken) {
  let isTaken = true
  const clear = IDBObjectStore.prototype.clear
  IDBObjectStore.prototype.clear = function () {
    IDBObjectStore.prototype.clear = clear
    isTaken = taken
    return clear.call(this)
  }
  IDBObjectStore.prototype.put = function (...how) {
    if (this.name === 'bytes' && isTaken) throw new DOMException('no room', 'QuotaExceededError')
    return put.apply(this, how)
  }
}

test('a full phone lets its packs go before a photo is refused', async () => {
  await transact(['packs'], 'readwrite', (tx) => void tx.objectStore('packs').put({ kelurahan: '64.74.03.1002' }))
  full(false)

  await keep()

  assert.equal(await packs(), 0)
})

test('where that makes no room the person is told', async () => {
  await transact(['packs'], 'readwrite', (tx) => void tx.objectStore('packs').put({ kelurahan: '64.74.03.1002' }))
  full(true)

  await assert.rejects(keep, isFull)
})

test('without packs there is nothing to let go', async () => {
  full(true)

  await assert.rejects(keep, isFull)
})
