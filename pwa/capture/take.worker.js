// The taking worker: what the picker gave is read and written here, however busy the page is.

import * as box from '../outbox/box.js'
import { isFull } from '../shared/database.js'
import { held, taken } from './taken.js'

const worker = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self))

/** Read already, and waiting for the draft they belong to. @type {Map<number, File[]>} */
const files = new Map()

worker.onmessage = async ({ data: { n, picked, order } }) => {
  if (picked) files.set(n, picked.map(held))
  if (!order) return
  const given = files.get(n) ?? []
  files.delete(n)
  worker.postMessage({ n, ...(await taken(box, given, order, isFull)) })
}

void box.get('').then(() => worker.postMessage({ n: 0 })) // with the database open it is ready
