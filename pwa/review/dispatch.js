// From a decision to the server: kept first, held for ten seconds in which it can be taken back, then sent. Pure but
// for what it is given.

import { takingBack, whatIsLeft } from './outcome.js'

export const HOLD_MS = 10_000
/** It has no answer yet, and neither has what comes after it. */
const WAITS = new Set(['later', 'sign-in'])
const RETRY_MS = [5_000, 15_000, 60_000]

/**
 * @typedef {object} Means
 * @property {Pick<typeof import('./held.js'), 'keep' | 'all' | 'takeBack' | 'wish' | 'amend' | 'begin' | 'wait' | 'follow'>} held
 * @property {typeof import('./post.js').post} post
 * @property {string} person who is signed in
 * @property {string} undone what a report becomes whose decision is undone, as people read it
 * @property {() => number} now
 * @property {(work: () => void, ms: number) => () => void} later what it returns calls it off
 * @property {<T>(work: () => Promise<T>) => Promise<T | 'busy'>} alone one tab sends at a time
 * @property {(rows: import('./held.js').Held[], isOwn: (row: import('./held.js').Held) => boolean) => void} tell what is not
 *   at the server, after each change; isOwn: can be taken back on this page
 * @property {(row: import('./held.js').Held) => void} late it has left, and cannot be taken back from here
 * @property {(row: import('./held.js').Held, n: number) => void} [progress] so many of many are at the server
 */

/**
 * @typedef {object} Undone
 * @property {import('./held.js').Held} row
 * @property {'back' | 'wished' | 'late'} how wished: it left without an answer, and is undone once the server is known to have it
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

  /** What was told of as done is undone, at once. @param {import('./held.js').Held} row */
  async takeBack({ id }) {
    await this.means.held.follow(id, (row) => takingBack(row, this.means.undone))
    await this.send()
  }

  /** @param {string} [id] else the newest that was made here @returns {Promise<Undone | null>} null: there is none */
  async undo(id) {
    const own = (await this.mine()).filter((row) => this.#made.has(row.id) && row.state !== 'refused' && !row.wish)
    const row = own.filter((one) => !id || one.id === id).pop()
    if (!row) return null
    const how = await this.#undone(row)
    if (how === 'late') this.means.late(row)
    else await this.#changed()
    return { row, how }
  }

  /** @param {import('./held.js').Held} row */
  async #undone({ id }) {
    const { held, undone } = this.means
    this.#made.delete(id) // so that a page that goes meanwhile does not send it
    if (await held.takeBack(id)) return 'back'
    this.#made.add(id)
    const isWished = await held.wish(id, undone).catch((error) => (console.warn(error), false)) // a full phone
    return isWished ? 'wished' : 'late'
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

  async #sendDue() {
    for (let [row] = await this.#due(); row; [row] = await this.#due()) {
      const meaning = await this.#sent(row)
      if (meaning && WAITS.has(meaning)) return meaning
      await this.#changed()
    }
    return 'empty'
  }

  /** An undoing first: the shorter a decision stands that was taken back, the better. */
  async #due() {
    const now = this.means.now()
    const due = (await this.mine()).filter((row) => row.state !== 'refused' && !left(row, now))
    return due.sort((one, other) => Number(Boolean(other.undoes)) - Number(Boolean(one.undoes)))
  }

  /** @param {import('./held.js').Held} row @returns {Promise<string | null>} what its answer means; null: it was taken back meanwhile */
  async #sent(row) {
    const { held, post, progress } = this.means
    if (!(await held.begin(row.id))) return null
    const { meaning, told } = await post(row, { progress: (n) => progress?.(row, n) })
    if (WAITS.has(meaning)) await held.wait(row.id)
    else await held.follow(row.id, (now) => whatIsLeft(now, meaning, told))
    return meaning
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
    this.means.tell(rows, ({ id, tried }) => !tried && this.#made.has(id))
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
