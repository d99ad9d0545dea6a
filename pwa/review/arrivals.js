// The list tells what came in and what colleagues decided, and keeps still under the finger: no row moves or goes.

import { NewsOfQueue, counts } from './news-of-queue.js'
import { rowsOf } from './rows.js'

const EVERY_MS = 15_000
const COUNTED_MAX = 1_000 // the server counts no further

/** @typedef {import('./news-of-queue.js').News} News */

export class Arrivals {
  #shown = 0

  /** @param {Document} page @param {HTMLElement} place where it is said @param {NewsOfQueue} news */
  constructor(page, place, news) {
    this.page = page
    this.place = place
    this.news = news
  }

  /** Ask now and then, while somebody looks. */
  begin() {
    const clock = setInterval(() => void this.look(), EVERY_MS)
    this.page.addEventListener('visibilitychange', () => void this.look())
    this.end = () => clearInterval(clock)
  }

  end = () => {}

  async look() {
    if (this.page.hidden) return
    const news = await this.news.ask()
    if (news === 'over') this.end()
    else if (news && news !== 'same') this.show(news)
  }

  /** @param {News} news */
  show({ count, says, href, rows }) {
    for (const row of rows) this.#mark(row)
    if (count === this.#shown) return
    this.#shown = count
    const pill = this.#from('pill', says)
    pill.setAttribute('href', href)
    this.place.replaceChildren(...(count ? [pill] : []))
    void showCounts(this.page)
  }

  /** @param {import('./news-of-queue.js').Moved} moved */
  #mark({ id, says }) {
    const row = rowsOf(this.page).get(id)
    if (!row || row.querySelector('.live-row')?.textContent?.trim() === says) return
    row.querySelector('.live-row')?.remove()
    row.append(this.#from('row', says))
  }

  /** @param {'pill' | 'row'} name @param {string} says @returns {HTMLElement} */
  #from(name, says) {
    const template = /** @type {HTMLTemplateElement} */ (this.page.getElementById(`live-${name}`))
    const made = /** @type {HTMLElement} */ (this.page.importNode(template.content, true).firstElementChild)
    const slot = made.querySelector('[data-slot="says"]')
    if (slot) slot.textContent = says
    return made
  }
}

/** Beside the name of each view. @param {Document} page */
export async function showCounts(page) {
  const found = await counts()
  for (const place of page.querySelectorAll('[data-count]')) {
    const n = found.get(/** @type {HTMLElement} */ (place).dataset.count ?? '')
    if (n === undefined) continue
    place.textContent = n.toLocaleString(page.documentElement.lang) + (n < COUNTED_MAX ? '' : '+')
    place.toggleAttribute('hidden', false)
  }
}
