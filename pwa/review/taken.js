// Cases taken to the field: as they were drawn, with small pictures. They are somebody's: bound to who took them,
// removed when that person signs out, when another signs in, and after some days.

import { ask, transact } from '../shared/database.js'

/**
 * @typedef {object} Taken
 * @property {string} id
 * @property {number} version
 * @property {string} number
 * @property {string} title
 * @property {string} area
 * @property {string} rt
 * @property {string} note
 * @property {{ lat: number, lon: number } | null} place
 * @property {string[]} pictures their addresses
 * @property {string} html
 * @property {string} person
 * @property {number} taken_at milliseconds since 1970
 * @property {number} turn in the queue
 * @property {string} outcome what it becomes, once it was decided here
 */

/** @typedef {Omit<Taken, 'html'>} Line of the list: 200 pages are more than a cheap phone should keep at hand */

/** @typedef {{ id: string, report: string, bytes: ArrayBuffer, type: string }} Picture id: its address */

/** A case and its pictures, all or none. @param {Taken} row @param {Picture[]} pictures @returns {Promise<void>} */
export function keep(row, pictures) {
  return transact(['cases', 'pictures'], 'readwrite', (tx) => {
    tx.objectStore('cases').put(row)
    for (const picture of pictures) tx.objectStore('pictures').put(picture)
  })
}

/** @param {string} person @returns {Promise<Line[]>} in the order of the queue */
export async function allOf(person) {
  const rows = await transact(['cases'], 'readonly', (tx) => lines(tx.objectStore('cases')))
  return rows.filter((row) => row.person === person).sort((a, b) => a.turn - b.turn)
}

/** One after the other: all pages at once would be several MB. @param {IDBObjectStore} cases @returns {Promise<Line[]>} */
async function lines(cases) {
  const found = []
  for (const key of await ask(cases.getAllKeys())) {
    const { html, ...line } = /** @type {Taken} */ (await ask(cases.get(key)))
    found.push(line)
  }
  return found
}

/** @param {string} id @returns {Promise<Taken | undefined>} */
export const get = (id) => transact(['cases'], 'readonly', (tx) => ask(tx.objectStore('cases').get(id)))

/** @param {string} report @returns {Promise<Picture[]>} */
export const picturesOf = (report) => transact(['pictures'], 'readonly', (tx) => ask(tx.objectStore('pictures').index('report').getAll(report)))

/** @param {string} id @param {string} outcome empty: not decided any more */
export function mark(id, outcome) {
  return transact(['cases'], 'readwrite', async (tx) => {
    const row = await ask(tx.objectStore('cases').get(id))
    if (row) tx.objectStore('cases').put({ ...row, outcome })
  })
}

/** @param {(row: Taken) => boolean} which @returns {Promise<number>} how many went */
export function forget(which) {
  return transact(['cases', 'pictures'], 'readwrite', async (tx) => {
    const gone = (await ask(tx.objectStore('cases').getAll())).filter(which)
    for (const { id } of gone) {
      tx.objectStore('cases').delete(id)
      for (const key of await ask(tx.objectStore('pictures').index('report').getAllKeys(id))) tx.objectStore('pictures').delete(key)
    }
    return gone.length
  })
}

const DAY_MS = 24 * 3_600_000

/** What is somebody else's or too old. A clock set back makes nothing young. @param {string} person @param {number} days @param {number} now */
export const forgetOthers = (person, days, now) =>
  forget((row) => row.person !== person || Math.abs(now - row.taken_at) > days * DAY_MS)
