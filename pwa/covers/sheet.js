// The picture in its pane, zoomed, turned and moved as a whole with what lies on it.

import { moved, turned, WHOLE, zoomed } from '../shared/pose.js'
import { across, fitted, placeOf, scaleOf, transform } from './view.js'

/** @typedef {import('./box.js').Point} Point */

export class Sheet {
  #pose = WHOLE

  /** @param {HTMLElement} pane holds .cover-sheet, which holds the picture */
  constructor(pane) {
    this.pane = pane
    this.element = /** @type {HTMLElement} */ (pane.querySelector('.cover-sheet'))
    this.picture = /** @type {HTMLImageElement} */ (pane.querySelector('img'))
    this.picture.addEventListener('load', () => this.lay())
    pane.addEventListener('wheel', (event) => this.#wheel(event), { passive: false })
    if ('ResizeObserver' in globalThis) new ResizeObserver(() => this.lay()).observe(pane)
  }

  /** @param {string} address */
  show(address) {
    this.#pose = WHOLE
    this.picture.removeAttribute('src') // else the photo before stays in sight until this one is there
    this.picture.src = address
  }

  /** Whether there is a picture to draw on. */
  get isThere() {
    return this.picture.naturalWidth > 0
  }

  /** @returns {import('./view.js').View} */
  get view() {
    const pane = { width: this.pane.clientWidth || 1, height: this.pane.clientHeight || 1 }
    const { naturalWidth, naturalHeight } = this.picture
    const sheet = fitted({ width: naturalWidth || 4, height: naturalHeight || 3 }, pane)
    return { pose: this.#pose, sheet, pane }
  }

  /** As large as the pane lets it be now. */
  lay() {
    const { view } = this
    this.#pose = moved(this.#pose, 0, 0, view.pane)
    const { style } = this.element
    style.width = `${view.sheet.width}px`
    style.height = `${view.sheet.height}px`
    style.transform = transform({ ...view, pose: this.#pose })
    style.setProperty('--scale', String(scaleOf(view)))
  }

  /** @param {number} factor 0: whole again @param {Point} [at] from the middle of the pane */
  zoom(factor, at) {
    this.#pose = zoomed(this.#pose, factor, at)
    this.lay()
  }

  turn() {
    this.#pose = turned(this.#pose)
    this.lay()
  }

  /** @param {Point} way pixels of the screen */
  move({ x, y }) {
    this.#pose = moved(this.#pose, x, y, this.view.pane)
    this.lay()
  }

  /** @param {Point} way pixels of the screen @returns {Point} fractions of the picture */
  across(way) {
    return across(way, this.view)
  }

  /** From the middle of the pane. @param {{ clientX: number, clientY: number }} event @returns {Point} */
  from({ clientX, clientY }) {
    const { left, top, width, height } = this.pane.getBoundingClientRect()
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 }
  }

  /** @param {Point} point from the middle of the pane @returns {Point} in the picture */
  place(point) {
    return placeOf(point, this.view)
  }

  /** Width and height that look like a square of so many pixels. @param {number} pixels @returns {[number, number]} */
  square(pixels) {
    const { sheet } = this.view
    const side = pixels / scaleOf(this.view)
    return [side / sheet.width, side / sheet.height]
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    event.preventDefault()
    this.zoom(Math.exp(-event.deltaY / 400), this.from(event))
  }
}
