// From a decision to the server: kept first, held for ten seconds in which it can be taken back, then sent. Pure but
// for what it is given.

export const HOLD_MS = 10_000
/** Kept until somebody has read what became of it. */
const TOLD = new Set(['clash', 'refused', 'summary'])
const RETRY_MS = [5_000, 15_000, 60_000]

/**
 * @typedef {object} Means
 * @property {Pick<typeof import('./held.js'), 'keep' | 'all' | 'remove' | 'takeBack' | 'amend' | 'begin' | 'wait' | 'refuse'>} held
 * @property {typeof import('./post.js').post} post
 * @property {string} person who is signed in
 * @property {() => number} now
 * @property {(work: () => void, ms: number) => () => void} later what it returns calls it off
 * @property {<T>(work: () => Promise<T>) => Promise<T | 'busy'>} alone one tab sends at a time
 * @property {(rows: import('./held.js').Held[], isOwn: (row: import('./held.js').Held) => boolean) => void} tell what is not
 *   at the server, after each change; isOwn: can be taken back on this page
 * @property {(row: import('./held.js').Held) => void} late it has left, and is not taken back any more
 * @property {(row: import('./held.js').Held, n: number) => void} [progress] so many of many are at the server
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

  /** Nothing is held that takes something back. @param {import('./held.js').Held} row */
  async atOnce(row) {
    await this.means.held.keep({ ...row, made_at: this.means.now() - HOLD_MS })
    await this.send()
  }

  /** @param {string} [id] else the newest that was made here @returns {Promise<import('./held.js').Held | null>} what was taken back */
  async undo(id) {
    const own = (await this.mine()).filter((row) => this.#made.has(row.id) && row.state !== 'refused')
    const row = own.filter((one) => !id || one.id === id).pop()
    if (!row) return null
    this.#made.delete(row.id) // so that a page that goes meanwhile does not send it
    if (await this.means.held.takeBack(row.id)) return this.#changed().then(() => row)
    this.#made.add(row.id)
    this.means.late(row)
    return null
  }

  /** Send what has been held long enough, and what a page that went left on its way. */
  async send() {
    this.#noted(await this.means.alone(() => this.#sendDue()))
    await this.#changed()
    this.#wakeInTime()
  }

  /** The page goes: what was made here is sent at once. What gets no answer is sent again when a page is opened next. */
  leave() {
    for (const row of this.#waiting.filter(({ id }) => this.#made.has(id))) {
      void this.means.post(row, { leaving: true })
      void this.means.held.begin(row.id).catch(console.warn) // the next page need not wait
    }
  }

  async mine() {
    return (await this.means.held.all()).filter((row) => row.person === this.means.person)
  }

  async #sendDue() {
    const now = this.means.now()
    const due = (await this.mine()).filter((row) => row.state !== 'refused' && !left(row, now))
    for (const row of due) {
      if (!(await this.means.held.begin(row.id))) continue
      const { meaning, told } = await this.means.post(row, { progress: (n) => this.means.progress?.(row, n) })
      if (meaning === 'done') await this.means.held.remove(row.id)
      else if (TOLD.has(meaning)) await this.means.held.refuse(row.id, told)
      else return this.means.held.wait(row.id).then(() => meaning)
      await this.#changed()
    }
    return 'empty'
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
