// Photos over the whole screen: one, or two side by side. Escape or the button closes; focus returns by itself.

import { Pane } from './pane.js'
import { STEP } from '../shared/pose.js'

/** @typedef {{ address: string, words: string }} Shown */

class Viewer {
  /** @type {Shown[]} */
  #photos = []
  #active = 0

  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.dialog = dialog
    const places = /** @type {HTMLElement[]} */ ([...dialog.querySelectorAll('.pane')])
    this.panes = places.map((place, n) => new Pane(place, { chosen: () => this.#choose(n), swiped: (way) => this.#turn(n, way) }))
    dialog.addEventListener('click', (event) => this.#press(/** @type {Element} */ (event.target)))
  }

  /** @param {Shown[]} photos @param {number} n the one to begin with @param {number} [beside] the one to compare it with */
  open(photos, n, beside) {
    this.#photos = photos
    this.#strip()
    this.#compare(false)
    this.dialog.showModal()
    this.#show(n)
    this.panes[0]?.place.focus()
    if (beside !== undefined) this.#compare(true, beside)
  }

  /** @param {Element} target */
  #press(target) {
    const button = target.closest('button')
    if (button?.dataset.photo) return this.#show(Number(button.dataset.photo))
    const pane = this.panes[this.#active]
    if (button?.dataset.tool === 'in') pane?.zoom(STEP)
    if (button?.dataset.tool === 'out') pane?.zoom(1 / STEP)
    if (button?.dataset.tool === 'turn') pane?.turn()
    if (button?.dataset.tool === 'compare') this.#compare(!this.dialog.classList.contains('is-two'))
  }

  /** The other photo beside this one. @param {boolean} on @param {number} [beside] which */
  #compare(on, beside = this.#photos.findIndex(({ address }) => address !== this.#shown(0))) {
    this.dialog.classList.toggle('is-two', on)
    const [button] = /** @type {HTMLButtonElement[]} */ ([...this.dialog.querySelectorAll('[data-tool="compare"]')])
    button?.setAttribute('aria-pressed', String(on))
    if (button) button.hidden = this.#photos.length < 2
    this.#choose(on ? 1 : 0)
    if (on) this.#show(beside)
  }

  /** The address of what a pane shows. @param {number} pane */
  #shown(pane) {
    return this.panes[pane]?.picture.getAttribute('src')
  }

  /** A swipe: the next photo, or the one before. @param {number} pane @param {1 | -1} way */
  #turn(pane, way) {
    const n = this.#photos.findIndex(({ address }) => address === this.#shown(pane)) + way
    if (n < 0 || n >= this.#photos.length) return
    this.#choose(pane)
    this.#show(n)
  }

  /** @param {number} n */
  #choose(n) {
    this.#active = n
    for (const [i, { place }] of this.panes.entries()) place.classList.toggle('is-chosen', i === n)
  }

  /** @param {number} n */
  #show(n) {
    const photo = this.#photos[n] ?? this.#photos[0]
    if (!photo) return
    this.panes[this.#active]?.show(photo.address, photo.words)
    this.dialog.querySelector(`[data-photo="${n}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  #strip() {
    const strip = /** @type {HTMLElement} */ (this.dialog.querySelector('.zoom-strip'))
    strip.replaceChildren(...(this.#photos.length < 2 ? [] : this.#photos.map(small)))
  }
}

/** @param {Shown} photo @param {number} n */
function small({ address, words }, n) {
  const button = document.createElement('button')
  button.type = 'button'
  button.dataset.photo = String(n)
  const picture = button.appendChild(new Image())
  Object.assign(picture, { src: address, alt: words, width: 64, height: 64 })
  return button
}

/** @param {Document} page */
export function openPhotosLarge(page) {
  const dialog = page.querySelector('dialog.zoom')
  if (!(dialog instanceof HTMLDialogElement) || !dialog.showModal) return
  const viewer = new Viewer(dialog)
  page.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest?.('a[data-zoom], a[data-compare]')
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const links = /** @type {HTMLAnchorElement[]} */ ([...page.querySelectorAll('a[data-zoom]:not([hidden])')])
    const own = links.map((one) => ({ address: one.getAttribute('href') ?? '', words: one.querySelector('img')?.alt ?? '' }))
    if (links.includes(link)) return viewer.open(own, links.indexOf(link))
    const photos = [...own, ...ofAnother(link)]
    const find = (/** @type {string} */ part) => photos.findIndex(({ address }) => address.includes(part))
    viewer.open(photos, Math.max(0, find(`/photos/${link.dataset.compare}/1280`)), find(link.getAttribute('href') ?? ''))
  })
}

/** Photos of another report. @param {HTMLAnchorElement} link @returns {Shown[]} */
function ofAnother({ dataset: { photos = '', words = '' } }) {
  return photos.split(' ').filter(Boolean).map((address) => ({ address, words }))
}
