// From a decision to the server: kept first, held for ten seconds in which it can be taken back, then sent. Pure but
// for what it is given.

import { isFault, isUndoing, takingBack, whatIsLeft } from './outcome.js'
import { reportsOf } from './together.js'

export const HOLD_MS = 10_000
/** It has no answer yet, and neither has what comes after it. */
const WAITS = new Set(['later', 'sign-in'])
const RETRY_MS = [5_000, 15_000, 60_000]

/**
 * @typedef {object} Means
 * @property {Pick<typeof import('./held.js'), 'keep' | 'all' | 'takeBack' | 'wish' | 'amend' | 'begin' | 'wait' | 'follow' | 'undoing'>} held
 * @property {typeof import('./post.js').post} post
 * @property {string} person who is signed in
 * @property {string} undone what a report becomes whose decision is undone, as people read it
 * @property {() => number} now
 * @property {(work: () => void, ms: number) => () => void} later what it returns calls it off
 * @property {<T>(work: () => Promise<T>) => Promise<T | 'busy'>} alone one tab sends at a time
 * @property {(rows: import('./held.js').Held[], isOwn: (row: import('./held.js').Held) => boolean) => void} tell what is not
 *   at the server, after each change; isOwn: can be taken back on this page
 * @property {(row: import('./held.js').Held, why: 'late' | 'full') => void} notUndone it cannot be taken back from here:
 *   it has left, or this device keeps nothing more
 * @property {(row: import('./held.js').Held, n: number) => void} [progress] so many of many are at the server
 */

/**
 * @typedef {object} Undone
 * @property {import('./held.js').Held} row
 * @property {'back' | 'wished' | 'late' | 'full'} how wished: it left without an answer, and is undone once the server is known
 *   to have it; late, full: not at all
 */

export class Dispatch {
  #failures = 0
  /** When what is due is tried again. Infinity: not before somebody signs in, which opens a page. */
  #retry_ms = 0
  #callOff = () => {}
  /** Made on this page: another tab's decisions are neither taken back here nor sent because this page goes. @type {Set<string>} */
  #made = new Set()
  /** Oldest first. @type {import('./held.js').Held[]} */
  #waiting = []

  /** @param {Means} means */
  constructor(means) {
    this.means = means
  }

  /** @param {import('./held.js').Held} row @returns {Promise<void>} rejected only where it could not be kept */
  async decide(row) {
    await this.means.held.keep(row)
    this.#made.add(row.id)
    await this.#changed().catch(console.warn)
    this.#wakeInTime()
  }

  /** What is known a little later, and goes with it if it is still here. @param {string} id @param {[string, string][]} entries */
  async amend(id, entries) {
    if (await this.means.held.amend(id, entries)) await this.#changed()
  }

  /** What was told of as done is undone, at once. @param {import('./held.js').Held} row as it was told of */
  async takeBack(row) {
    const { held, undone, notUndone } = this.means
    const undoing = takingBack(row, undone)
    if (!undoing) return
    try {
      await held.undoing(undoing)
    } catch (error) {
      console.warn(error) // a full phone
      return notUndone(row, 'full')
    }
    await this.#changed().catch(console.warn)
    await this.send()
  }

  /** @param {string} [id] else the newest that was made here @returns {Promise<Undone | null>} null: there is none */
  async undo(id) {
    const own = (await this.mine()).filter((row) => row.state !== 'refused' && this.#isFromHere(row) && (!id || row.id === id))
    const [wished] = own
    const row = own.filter((one) => !isUndoing(one)).pop()
    if (!row) return wished ? { row: wished, how: 'wished' } : null // and nothing else on the page is pressed for it
    const how = await this.#undone(row)
    if (how === 'late' || how === 'full') this.means.notUndone(row, how)
    else await this.#changed()
    return { row, how }
  }

  /** @param {import('./held.js').Held} row a decision, or what undoes one */
  #isFromHere({ id, undoes = id }) {
    return this.#made.has(undoes)
  }

  /** @param {import('./held.js').Held} row @returns {Promise<Undone['how']>} */
  async #undone({ id }) {
    const { held, undone } = this.means
    this.#made.delete(id) // so that a page that goes meanwhile does not send it
    try {
      if (await held.takeBack(id)) return 'back'
      this.#made.add(id)
      return (await held.wish(id, undone)) ? 'wished' : 'late'
    } catch (error) {
      console.warn(error) // a full phone
      this.#made.add(id)
      return 'full'
    }
  }

  /** Send what has been held long enough, and what a page that went left on its way. */
  async send() {
    this.#noted(await this.means.alone(() => this.#sendDue()).catch(asLater))
    await this.#changed().catch(console.warn)
    this.#wakeInTime()
  }

  /** The page goes: what was made here is sent at once. What gets no answer is sent again when a page is opened next. */
  leave() {
    for (const row of this.#waiting.filter(({ id, wish }) => this.#made.has(id) && !wish)) {
      void this.means.post(row, { leaving: true })
      void this.means.held.begin(row.id).catch(console.warn) // the next page need not wait
    }
  }

  async mine() {
    return (await this.means.held.all()).filter((row) => row.person === this.means.person)
  }

  /** One that the server has a fault with does not hold up the others. */
  async #sendDue() {
    const stuck = new Set()
    for (let row = await this.#next(stuck); row; row = await this.#next(stuck)) {
      const { meaning, status } = await this.#sent(row)
      if (isFault(status)) for (const id of reportsOf(row)) stuck.add(id)
      else if (WAITS.has(meaning)) return meaning
      await this.#changed()
    }
    return stuck.size ? 'later' : 'empty'
  }

  /** Decisions about one report are sent in their order. @param {Set<string>} stuck reports; those of what waits for them are added */
  async #next(stuck) {
    for (const row of await this.#due()) {
      const reports = reportsOf(row)
      if (!reports.some((id) => stuck.has(id))) return row
      for (const id of reports) stuck.add(id)
    }
  }

  /** An undoing first: the shorter a decision stands that was taken back, the better. */
  async #due() {
    const now = this.means.now()
    const due = (await this.mine()).filter((row) => row.state !== 'refused' && !left(row, now))
    return due.sort((one, other) => Number(Boolean(other.undoes)) - Number(Boolean(one.undoes)))
  }

  /** @param {import('./held.js').Held} row */
  async #sent(row) {
    const { held, post, progress } = this.means
    if (!(await held.begin(row.id))) return { meaning: 'taken-back', status: 0 }
    const { meaning, told } = await post(row, { progress: (n) => progress?.(row, n) })
    if (WAITS.has(meaning)) await held.wait(row.id)
    else await held.follow(row.id, (now) => whatIsLeft(now, meaning, told))
    return { meaning, status: told.status }
  }

  /** @param {string} outcome of sending */
  #noted(outcome) {
    this.#failures = outcome === 'later' || outcome === 'busy' ? this.#failures + 1 : 0
    const [again = 0] = RETRY_MS.slice(0, this.#failures).slice(-1)
    this.#retry_ms = outcome === 'sign-in' ? Infinity : again
  }

  /** One timer for all that waits, however much it is. */
  #wakeInTime() {
    const now = this.means.now()
    const next = Math.min(...this.#waiting.map((row) => left(row, now) || this.#retry_ms))
    this.#callOff()
    if (next < Infinity) this.#callOff = this.means.later(() => this.send(), next)
  }

  async #changed() {
    const rows = await this.mine()
    this.#waiting = rows.filter(({ state }) => state !== 'refused')
    this.means.tell(rows, ({ id, wish }) => !wish && this.#made.has(id))
  }
}

/** What cannot be read or written just now is tried again. @param {unknown} error */
const asLater = (error) => (console.warn(error), 'later')

/**
 * How long it is still held. One made in the future was made by a clock that has been put right since.
 *
 * @param {import('./held.js').Held} row
 * @param {number} now
 * @returns {number} milliseconds
 */
function left({ state, made_at }, now) {
  return state === 'sending' || made_at > now ? 0 : Math.max(0, made_at + HOLD_MS - now)
}
