// What waits on this phone, noted outside the database, so that its loss is noticed. A few bytes in localStorage:
// browsers have cleared IndexedDB and left these (https://github.com/stoatchat/for-web/pull/1477).

/** `since`: when the last of them was saved, in milliseconds since 1970. @typedef {{ count: number, last: string, since: number }} Waiting */
/** `id` makes telling it twice harmless. @typedef {Waiting & { id: string, told: boolean, seen: boolean }} Loss */

const WAITING = 'masdarling.waiting'
const LOSS = 'masdarling.loss'

/** @param {string} key @returns {any} null: nothing, or nothing that can be read */
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** @param {string} key @param {object | null} value */
function write(key, value) {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value))
    else localStorage.removeItem(key)
  } catch {
    // Refused or full: the database is the truth, this only notices its loss.
  }
}

/** @returns {Waiting | null} null: never noted, or this was cleared too */
export const waiting = () => read(WAITING)
/** @param {Waiting} value */
export const noteWaiting = (value) => write(WAITING, value)
/** @returns {Loss | null} */
export const loss = () => read(LOSS)
/** @param {Loss | null} value */
export const noteLoss = (value) => write(LOSS, value)
