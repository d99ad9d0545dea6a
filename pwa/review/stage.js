// The case that is shown, in its place on the page.

import { taps } from '../shared/second-tap.js'

/** @typedef {HTMLElement & { dataset: { report: string, number: string, title: string, after: string, again: string, before: string } }} Case */

/** What other scripts of the page do when a case is shown: the first, and each that takes its place. */
export const SHOWN = 'case-shown'

export class Stage {
  /** Rises with each case that is waited for. */
  #wait = 0

  /** Whether something was filled in since a case was last waited for. */
  isTouched = false

  /** @param {HTMLElement} place holds one case */
  constructor(place) {
    this.place = place
    this.otherCase = taps(place.ownerDocument)
    place.addEventListener('input', () => (this.isTouched = true))
  }

  /** @returns {Case} */
  get now() {
    return /** @type {Case} */ (this.place.querySelector('article.case'))
  }

  /**
   * What is shown is faint until what was asked for last is here, or given up.
   *
   * @template T @param {Promise<T>} coming @returns {Promise<T>}
   */
  async waitFor(coming) {
    const wait = ++this.#wait
    this.isTouched = false
    this.#showBusy(true)
    try {
      return await coming
    } finally {
      if (wait === this.#wait) this.#showBusy(false)
    }
  }

  /** The case that is shown is the one that is wanted. */
  stay() {
    this.#showBusy(false)
  }

  /** @param {boolean} isBusy */
  #showBusy(isBusy) {
    this.place.setAttribute('aria-busy', String(isBusy))
  }

  /** @param {Case} shown @returns {Case} the one before */
  put(shown) {
    this.stay()
    const before = this.now
    before.replaceWith(shown)
    this.otherCase() // its verdicts lie where those of the last one lay
    scrollTo({ top: 0 })
    shown.querySelector('h1')?.focus({ preventScroll: true })
    document.title = `${shown.dataset.title}, ${shown.dataset.number}`
    shown.dispatchEvent(new CustomEvent(SHOWN, { bubbles: true }))
    return before
  }
}

/** Its neighbours in the queue. @param {Case} shown @returns {import('./walk.js').Beside} */
export function besides({ dataset: { after, again, before } }) {
  const ids = (/** @type {string} */ text) => text.split(' ').filter(Boolean)
  return { after: ids(after), again: ids(again), before: ids(before) }
}

/** From our own server, drawn by the template of the page: nothing in it runs. @param {string} html @returns {Case} */
export function drawn(html) {
  const holder = document.createElement('template')
  holder.innerHTML = html
  return /** @type {Case} */ (document.importNode(holder.content, true).querySelector('article.case'))
}

/** Its pictures come into the browser's reach. @param {string} html @param {number} most */
export function fetchPictures(html, most = 2) {
  const pictures = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('article img')]
  for (const picture of pictures.slice(0, most)) new Image().src = /** @type {HTMLImageElement} */ (picture).src
}
