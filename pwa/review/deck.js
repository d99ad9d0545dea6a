// The next cases, fetched ahead. Kept in this page only: they are gone when it is.

import { savesData } from '../shared/connection.js'

export const FRESH_MS = 3 * 60_000
const MOST = 12
const PATIENCE_MS = 15_000 // a line that says nothing for so long is none: the browser tries it, and shows that it does

/** @typedef {{ html: string, at: number }} Card */

export class Deck {
  /** @type {Map<string, Promise<Card>>} */
  #cards = new Map()

  /**
   * @param {() => number} now
   * @param {(html: string) => void} seen a case that came
   * @param {string} filter of the queue, as it stands in the address
   * @param {number} [patience_ms]
   */
  constructor(now, seen, filter, patience_ms = PATIENCE_MS) {
    this.now = now
    this.seen = seen
    this.filter = filter
    this.patience_ms = patience_ms
  }

  /** @param {string} id @returns {Promise<string>} raises when it cannot be had */
  async take(id) {
    const card = await this.#cards.get(id)?.catch(unlessSilent)
    this.#cards.delete(id)
    return card && this.now() - card.at < FRESH_MS ? card.html : (await this.#fetched(id)).html
  }

  /** One after the other, so that they do not hold up the case that is read. @param {string[]} ids */
  async fetchAhead(ids) {
    if (savesData()) return
    for (const id of ids) {
      if (this.#cards.has(id)) continue
      const coming = this.#fetched(id)
      this.#keep(id, coming)
      await coming.then(({ html }) => this.seen(html), () => this.#cards.delete(id))
    }
  }

  /** @param {string} id @param {Promise<Card>} coming */
  #keep(id, coming) {
    this.#cards.set(id, coming)
    const [oldest] = this.#cards.keys()
    if (this.#cards.size > MOST && oldest) this.#cards.delete(oldest)
  }

  /** @param {string} id @returns {Promise<Card>} */
  async #fetched(id) {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), this.patience_ms)
    try {
      const answer = await fetch(`/tinjau/${id}/isi${this.filter}`, { redirect: 'error', signal: stop.signal })
      if (!answer.ok) throw new Error(String(answer.status))
      return { html: await answer.text(), at: this.now() }
    } finally {
      clearTimeout(timer)
    }
  }
}

/** What broke off is tried once more; a line that has said nothing is not waited for again. @param {Error} error */
function unlessSilent(error) {
  if (error.name === 'AbortError') throw error
  return null
}
