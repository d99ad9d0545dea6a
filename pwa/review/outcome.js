// What is left on this device of a decision that has its answer. Pure.

import { uuidv7 } from '../shared/uuid.js'

/** @typedef {import('./held.js').Held} Held */
/** @typedef {import('./sending.js').Told} Told */

/** What was decided is as if it had not been. @param {Held} row */
export const isUndone = ({ undoes, told }) => Boolean(undoes) && told?.status === 201

/** The server failed at this very one; where it is away as a whole it says so (503). @param {number} status */
export const isFault = (status) => status >= 500 && status !== 503

/** Taken back after it left, or what takes it back. @param {Held} row */
export const isUndoing = ({ wish, undoes }) => Boolean(wish || undoes)

/**
 * Nothing, where the server did what was wished for; else what somebody still has to read, or the undoing that was wished
 * for meanwhile.
 *
 * @param {Held} row
 * @param {import('./sending.js').Meaning} meaning of an answer
 * @param {Told} told
 * @returns {Held | null}
 */
export function whatIsLeft(row, meaning, told) {
  const isThere = meaning === 'done' || meaning === 'summary'
  const back = isThere && row.wish ? takingBack({ ...row, told }, row.wish) : null
  if (back) return back
  return meaning === 'done' && !row.undoes ? null : { ...row, state: 'refused', told }
}

/**
 * What the server has of it, undone: as it stood then, so that nobody's later decision is undone in its place.
 *
 * @param {Held} row with what the server told of it
 * @param {string} outcome as people read it
 * @returns {Held | null} null: it has nothing of it
 */
export function takingBack(row, outcome) {
  const { version, done = [] } = row.told ?? {}
  if (row.many && !done.length) return null
  /** @type {[string, string][]} */
  const entries = [['verdict', 'undo']]
  if (!row.many) entries.push(['version', String(version)])
  const many = row.many && { many: done }
  return { ...row, ...many, id: uuidv7(), undoes: row.id, entries, outcome, state: 'held', tried: undefined, wish: undefined, told: undefined }
}
