// Decisions that are made and not at the server yet. Durable as reports are: on the disk before the next case is shown.

import { ask, transact } from '../shared/database.js'

/**
 * @typedef {object} Held
 * @property {1} v
 * @property {string} id made here; the server does nothing twice under it
 * @property {string} report empty where it is about many
 * @property {string[]} [many] reports, each as `id_version`
 * @property {string} person who decided: sent as nobody else
 * @property {[string, string][]} entries of the form
 * @property {string} number of the report, as people read it
 * @property {string} title what the report is about
 * @property {string} outcome what the report becomes, as people read it
 * @property {number} made_at milliseconds since 1970
 * @property {'held' | 'sending' | 'refused'} state
 * @property {true} [tried] it left at least once: whether the server has it is not known until it answers
 * @property {string} [wish] it is taken back as soon as the server is known to have it: what it becomes then, as people read it
 * @property {string} [undoes] the decision that this one takes back
 * @property {import('./sending.js').Told} [told] what became of it, until somebody has read that
 */

/** @type {'decisions'} */
const STORE = 'decisions'

/** @param {Held} row */
export const keep = (row) => write((rows) => rows.put(row))

/** @returns {Promise<Held[]>} oldest first: ids sort by time */
export const all = () => transact([STORE], 'readonly', (tx) => ask(tx.objectStore(STORE).getAll()))

/** @param {string} id */
export const remove = (id) => write((rows) => rows.delete(id))

/** Not once it has left. @param {string} id @returns {Promise<boolean>} whether it was taken back */
export const takeBack = (id) => change(id, isHere, () => null)

/** Nobody knows whether the server has it: it is taken back once that is known. @param {string} id @param {string} wish */
export const wish = (id, wish) => change(id, isOnItsWay, (row) => ({ ...row, wish }))

/** What was not known when it was made. @param {string} id @param {[string, string][]} entries in place of those of the same name */
export const amend = (id, entries) =>
  change(id, isHere, (row) => ({ ...row, entries: [...row.entries.filter(([name]) => !entries.some(([its]) => its === name)), ...entries] }))

/** @param {string} id @returns {Promise<boolean>} false when it was taken back meanwhile */
export const begin = (id) => change(id, ({ state }) => state !== 'refused', (row) => ({ ...row, state: 'sending', tried: true }))

/** @param {string} id */
export const wait = (id) => change(id, isSending, (row) => ({ ...row, state: 'held' }))

/** What is left of it, in its place; null: nothing. @param {string} id @param {(row: Held) => Held | null} into */
export const follow = (id, into) => change(id, () => true, into)

/**
 * What takes a decision back, in its place; also where that is gone, closed in another tab. Once, however often it is pressed.
 *
 * @param {Held} row that undoes another
 */
export const undoing = (row) =>
  transact([STORE], 'readwrite', async (tx) => {
    const rows = tx.objectStore(STORE)
    const others = /** @type {Held[]} */ (await ask(rows.getAll()))
    if (!row.undoes || others.some(({ undoes }) => undoes === row.undoes)) return
    rows.delete(row.undoes)
    rows.put(row)
  })

/** @param {Held} row */
const isHere = ({ state, tried }) => state === 'held' && !tried

/** An undoing is not undone. @param {Held} row */
const isOnItsWay = ({ state, entries }) => state !== 'refused' && !entries.some(([name, value]) => name === 'verdict' && value === 'undo')

/** @param {Held} row */
const isSending = ({ state }) => state === 'sending'

/** @param {(rows: IDBObjectStore) => void} work @returns {Promise<void>} */
const write = (work) => transact([STORE], 'readwrite', (tx) => work(tx.objectStore(STORE)))

/**
 * @param {string} id
 * @param {(row: Held) => boolean} may
 * @param {(row: Held) => Held | null} into null: the row goes
 */
function change(id, may, into) {
  return transact([STORE], 'readwrite', async (tx) => {
    const rows = tx.objectStore(STORE)
    const row = /** @type {Held | undefined} */ (await ask(rows.get(id)))
    if (!row || !may(row)) return false
    const next = into(row)
    if (next?.id !== id) rows.delete(id)
    if (next) rows.put(next)
    return true
  })
}
