// The case before somebody's eyes is theirs for five minutes, shown to colleagues. Asked for again while it is looked
// at, let go when it is left. Pure but for what it is given.

export const BEAT_MS = 60_000
const OPENED_MS = 5 * 60_000 + 30_000 // a hold that lasts longer was taken with others from the list: leaving does not end it

/** @typedef {{ yours: boolean, name: string, until: number }} Hold until: milliseconds since 1970 */
/** @typedef {'yours' | 'other' | 'lost'} Whose lost: a colleague took it over */

/**
 * @typedef {object} Means
 * @property {(id: string, over: boolean) => Promise<Hold | null>} take null: no answer
 * @property {(id: string) => void} leave
 * @property {() => number} now
 * @property {() => boolean} isSeen whether the page is before somebody's eyes
 * @property {(whose: Whose | null, hold?: Hold) => void} tell null: nothing is known
 */

export class Lease {
  #id = ''
  /** @type {Hold | null} */
  #hold = null
  /** Cases decided here: the decision ends the hold when it arrives, and until then it keeps colleagues away. */
  #decided = new Set()

  /** @param {Means} means */
  constructor(means) {
    this.means = means
  }

  /** The first case of the page came with its hold. @param {string} id @param {Hold | null} hold */
  begin(id, hold) {
    this.#id = id
    this.#hold = hold
  }

  /** A case is shown: another, or the same whose decision was taken back. @param {string} id */
  async open(id) {
    if (id === this.#id) return void this.#decided.delete(id)
    this.leave()
    this.#id = id
    this.#hold = null
    this.#decided.delete(id)
    this.means.tell(null)
    await this.#ask(false)
  }

  /** Still looked at. */
  async beat() {
    if (this.#id && this.means.isSeen()) await this.#ask(false)
  }

  takeOver() {
    return this.#ask(true)
  }

  /** @param {string} id */
  decided(id) {
    this.#decided.add(id)
  }

  leave() {
    this.#letGo(this.#id, this.#hold)
  }

  /** @param {string} id @param {Hold | null} hold */
  #letGo(id, hold) {
    const lasts = hold ? hold.until - this.means.now() : 0
    if (hold?.yours && lasts <= OPENED_MS && !this.#decided.has(id)) this.means.leave(id)
  }

  /** @param {boolean} over */
  async #ask(over) {
    const id = this.#id
    const hold = await this.means.take(id, over)
    if (id !== this.#id) return this.#letGo(id, hold) // left before the server had said that it is theirs
    if (!hold) return
    const wasMine = this.#hold?.yours
    this.#hold = hold
    this.means.tell(hold.yours ? 'yours' : wasMine ? 'lost' : 'other', hold)
  }
}
