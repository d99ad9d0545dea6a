import { html, nothing, svg } from 'lit'
import { Plain } from '../shared/element.js'
import { say } from '../shared/words.js'
import { Fingers } from './fingers.js'
import { kelurahanAt } from './kelurahan.js'
import { keyed } from './keys.js'
import { moved } from './plane.js'
import { drawFoot, drawHead, drawZooming } from './pin-frame.js'
import { drawPin, drawScene } from './scene.js'
import './texts.js'
import { firstLook, pointAt, pulled, scale, shows, spot, zoomed } from './view.js'

/** @typedef {import('./plane.js').Point} Point */

/**
 * A map as large as the screen, that needs no network, and the pin on it. Every move counts at once. Tells `pin` with a
 * point, `phone` when the phone's own position is wanted again, `restore` when nothing of it was meant, then `closed`.
 */
export class PinMap extends Plain {
  static properties = {
    kelurahan: { attribute: false },
    outlines: { attribute: false },
    fix: { attribute: false },
    where: { attribute: false },
    chosen: {},
    view: { state: true },
    dragged: { state: true },
  }

  constructor() {
    super()
    /** @type {import('../shared/register.js').Kelurahan[]} */
    this.kelurahan = []
    /** @type {import('./plane.js').Outlines | null} */
    this.outlines = null
    /** The phone's own position. @type {import('../outbox/row.js').Where | null} */
    this.fix = null
    /** @type {import('../outbox/row.js').Where | null} */
    this.where = null
    this.chosen = ''
    /** Known once it is drawn. @type {import('./view.js').View | null} */
    this.view = null
    /** Where the pin is while it is held. @type {Point | null} */
    this.dragged = null
    this.fingers = new Fingers({
      take: () => (this.dragged = this.#pin),
      drag: ([x, y]) => this.#drag(x, y),
      drop: () => this.#drop(),
      leave: () => (this.dragged = null),
      pull: (by) => (this.view = this.view && pulled(this.view, by)),
      tap: (at) => this.view && this.#place(pointAt(this.view, at)),
      zoom: (by) => this.#zoom(by),
    })
    this.sizes = new ResizeObserver(() => this.#measure())
  }

  /** @returns {Point | null} */
  get #pin() {
    return this.dragged ?? this.where
  }

  firstUpdated() {
    this.querySelector('dialog')?.showModal()
    const surface = /** @type {HTMLElement} */ (this.querySelector('.pin-surface'))
    surface.focus()
    this.sizes.observe(surface)
    this.#measure()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.sizes.disconnect()
  }

  /** What was moved out of sight comes into the middle. @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    const at = this.#pin
    if (!this.view || !at || this.dragged || !changed.has('where')) return
    if (!shows(this.view, at)) this.view = { ...this.view, centre: at }
  }

  #measure() {
    const { clientWidth: width, clientHeight: height } = /** @type {Element} */ (this.querySelector('.pin-surface'))
    this.view = this.view ? { ...this.view, width, height } : { ...this.#begin, width, height }
  }

  get #begin() {
    const points = this.kelurahan.find(({ code }) => code === this.chosen)?.points ?? []
    return firstLook(this.#pin ?? this.fix, points)
  }

  render() {
    return html`<dialog class="pin-map" aria-labelledby="pin-title" @cancel=${() => this.tell('restore')} @close=${() => this.tell('closed')}>
      ${drawHead(this.#giveUp)}
      <div class="pin-stage ${this.outlines ? '' : 'is-rough'}">
        <div
          class="pin-surface"
          role="application"
          tabindex="0"
          aria-label=${say('map.name')}
          aria-describedby="pin-words"
          @keydown=${this.#key}
        >
          ${this.#draw()}
        </div>
        ${drawZooming(this.view?.zoom ?? 0, this.#pin !== null, { zoom: (by) => this.#zoom(by), centre: () => this.#centre() })}
      </div>
      ${drawFoot(this, this.#pin, { phone: () => this.tell('phone'), done: this.#close })}
    </dialog>`
  }

  #draw() {
    const { view, fingers } = this
    if (!view?.width) return nothing
    const at = this.#pin
    const { kelurahan, outlines, fix } = this
    const here = (at && kelurahanAt(kelurahan, at, outlines)?.code) || this.chosen
    return html`<svg
      class=${this.dragged ? 'is-held' : ''}
      viewBox="0 0 ${view.width} ${view.height}"
      aria-hidden="true"
      @pointerdown=${fingers.begin}
      @pointermove=${fingers.move}
      @pointerup=${fingers.end}
      @pointercancel=${fingers.cancel}
      @wheel=${fingers.roll}
    >
      ${drawScene(view, { kelurahan, outlines, here, pin: at, fix })} ${at ? drawPin(spot(view, at)) : svg``}
    </svg>`
  }

  /** @param {1 | -1} by */
  #zoom(by) {
    if (this.view) this.view = zoomed(this.view, by, this.#pin ?? this.view.centre)
  }

  #centre() {
    if (this.view && this.#pin) this.view = { ...this.view, centre: this.#pin }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const meant = keyed(event)
    if (meant === 'done') this.#close()
    else if (meant === 1 || meant === -1) this.#zoom(meant)
    else if (meant) this.#step(meant)
    else return
    event.preventDefault()
  }

  /** The first one sets the pin. @param {import('./view.js').Spot} by */
  #step([x, y]) {
    const { view } = this
    if (!view) return
    const metres = { east: x / scale(view), north: -y / scale(view) }
    this.#place(this.#pin ? moved(this.#pin, metres) : view.centre)
  }

  /** @param {number} x @param {number} y pixels */
  #drag(x, y) {
    if (!this.dragged || !this.view) return
    this.dragged = moved(this.dragged, { east: x / scale(this.view), north: -y / scale(this.view) })
  }

  /** Held and let go without a move: nothing was meant. */
  #drop() {
    const { dragged, where } = this
    this.dragged = null
    if (dragged && dragged !== where) this.#place(dragged)
  }

  /** @param {Point} point */
  #place({ lat, lon }) {
    this.tell('pin', { lat, lon })
  }

  #giveUp = () => {
    this.tell('restore')
    this.#close()
  }

  #close = () => {
    this.querySelector('dialog')?.close()
  }
}

customElements.define('pin-map', PinMap)
