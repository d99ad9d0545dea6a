// Sends photos to the taking worker, where one stands by; takes them in here otherwise.

import { ended } from '../shared/stopwatch.js'
import { PHOTOS_MAX } from './file.js'
import { calm, takeIn } from './intake.js'
import { Gone } from '../shared/gone.js'

/**
 * @typedef {import('./taken.js').State} State
 * @typedef {import('./taken.js').Taken} Taken
 * @typedef {import('./intake.js').Holder & {
 *   takeAway?: (keep: (state: State) => Promise<Taken>) => Promise<Taken>,
 *   refresh?: () => Promise<unknown>,
 * }} Holder
 */

const PATIENCE_MS = 20_000 // a worker the system killed says nothing at all

/** It said nothing. */
class Silent extends Error {}

/** Alive, with the database open. @type {Worker | null} */
let standing = null
/** @type {Worker | null} */
let made = null
let orders = 0

/**
 * A picker opens: somebody is to be there when it returns. Not on iPhones, the only phones with `navigator.standalone`:
 * their files may read as empty after any pause (https://github.com/Expensify/App/issues/88561).
 */
export function standBy() {
  if (made || 'standalone' in navigator) return
  const worker = new Worker(TAKE)
  made = worker
  worker.onmessage = () => (standing = worker)
  worker.onerror = dismiss
}

function dismiss() {
  made?.terminate()
  made = standing = null
}

/**
 * @param {Holder} draft
 * @param {File[]} files
 * @param {import('./intake.js').How} how
 * @returns {Promise<import('./intake.js').Problem[]>}
 */
export async function takeAway(draft, files, how) {
  const { max = PHOTOS_MAX } = how
  if (!standing || !draft.takeAway || draft.photos.length + files.length > max) return takeIn(draft, files, how)
  const order = hand(standing, files)
  try {
    const { problems, photos } = await draft.takeAway((state) => order({ ...state, camera: how.camera, max }))
    if (photos.length) ended('photo-safe')
    if (problems.length) await calm(draft)
    return problems
  } catch (error) {
    if (!(error instanceof Silent)) throw error
    dismiss()
    await draft.refresh?.() // what it did before it died
    return takeIn(draft, files, how)
  }
}

/**
 * They are read from now on, and kept when it is said what for.
 *
 * @param {Worker} worker
 * @param {File[]} picked
 * @returns {(order: import('./taken.js').Order) => Promise<Taken>}
 */
function hand(worker, picked) {
  const n = (orders += 1)
  worker.postMessage({ n, picked })
  return (order) =>
    new Promise((resolve, reject) => {
      const heard = (/** @type {MessageEvent} */ { data: { n: which, taken, failed } }) => {
        if (which !== n) return
        stop()
        if (taken) resolve(taken)
        else reject(failed.gone ? new Gone(failed.message) : new DOMException(failed.message, failed.name))
      }
      const silent = () => {
        stop()
        reject(new Silent('the taking worker is silent'))
      }
      const timer = setTimeout(silent, PATIENCE_MS)
      const stop = () => {
        clearTimeout(timer)
        worker.removeEventListener('message', heard)
        worker.removeEventListener('error', silent)
      }
      worker.addEventListener('message', heard)
      worker.addEventListener('error', silent)
      worker.postMessage({ n, order })
    })
}
