// From a decision to the server: kept first, held for ten seconds in which it can be taken back, then sent. Pure but
// for what it is given.

export const HOLD_MS = 10_000
/** Kept until somebody has read what became of it. */
const TOLD = new Set(['clash', 'refused', 'summary'])
const RETRY_MS = [5_000, 15_000, 60_000]

/**
 * @typedef {object} Means
 * @property {Pick<typeof import('./held.js'), 'keep' | 'all' | 'remove' | 'takeBack' | 'begin' | 'wait' | 'refuse'>} held
 * @property {typeof import('./post.js').post} post
 * @property {string} person who is signed in
 * @property {() => number} now
 * @property {(work: () => void, ms: number) => void} later
 * @property {<T>(work: () => Promise<T>) => Promise<T | 'busy'>} alone one tab sends at a time
 * @property {(rows: import('./held.js').Held[]) => void} tell what is not at the server, after each change
 * @property {(row: import('./held.js').Held, n: number) => void} [progress] so many of many are at the server
 */

export class Dispatch {
  #failures = 0

  /** @param {Means} means */
  constructor(means) {
    this.means = means
  }

  /** @param {import('./held.js').Held} row */
  async decide(row) {
    await this.means.held.keep(row)
    this.means.later(() => this.send(), HOLD_MS)
    await this.#changed()
  }

  /** Nothing is held that takes something back. @param {import('./held.js').Held} row */
  async atOnce(row) {
    await this.means.held.keep({ ...row, made_at: this.means.now() - HOLD_MS })
    await this.send()
  }

  /** Take back the newest that is still here. @returns {Promise<import('./held.js').Held | null>} */
  async undo() {
    for (const row of (await this.mine()).reverse()) {
      if (await this.means.held.takeBack(row.id)) return this.#changed().then(() => row)
    }
    return null
  }

  /** Send what has been held long enough. @param {number} [hold] */
  async send(hold = HOLD_MS) {
    const outcome = await this.means.alone(() => this.#sendDue(hold))
    if (outcome === 'later' || outcome === 'busy') this.#tryAgain()
    else this.#failures = 0
    await this.#changed()
  }

  /** The page goes: everything is sent at once. What gets no answer is sent again when a page is opened next. */
  leave() {
    for (const row of this.waiting) void this.means.post(row, { leaving: true })
  }

  /** Oldest first. @type {import('./held.js').Held[]} */
  waiting = []

  async mine() {
    return (await this.means.held.all()).filter((row) => row.person === this.means.person)
  }

  /** @param {number} hold */
  async #sendDue(hold) {
    const due = (await this.mine()).filter((row) => row.state !== 'refused' && row.made_at <= this.means.now() - hold)
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

  #tryAgain() {
    const wait = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)] ?? HOLD_MS
    this.means.later(() => this.send(), wait)
  }

  async #changed() {
    const rows = await this.mine()
    this.waiting = rows.filter(({ state }) => state !== 'refused')
    this.means.tell(rows)
  }
}
