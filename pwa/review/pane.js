// One photo in the viewer: wheel, fingers, double tap and keys zoom and move it.

import { moved, STEP, swipe, transform, turned, WHOLE, zoomed } from '../shared/pose.js'

const STRIDE = 60 // pixels that an arrow key moves

export class Pane {
  #pose = WHOLE
  /** Fingers on it. @type {Map<number, { x: number, y: number }>} */
  #fingers = new Map()

  /** Where a finger came down on a photo that is not enlarged. @type {{ x: number, y: number } | null} */
  #start = null

  /** @param {HTMLElement} place @param {{ chosen: () => void, swiped: (way: 1 | -1) => void }} does chosen: it was touched or focused */
  constructor(place, { chosen, swiped }) {
    this.place = place
    this.swiped = swiped
    this.picture = /** @type {HTMLElement | SVGElement} */ (place.querySelector('img, svg'))
    place.addEventListener('focusin', chosen)
    place.addEventListener('pointerdown', (event) => (chosen(), this.#down(event)))
    place.addEventListener('pointermove', (event) => this.#move(event))
    place.addEventListener('pointerup', (event) => this.#up(event))
    place.addEventListener('pointercancel', ({ pointerId }) => this.#fingers.delete(pointerId))
    place.addEventListener('wheel', (event) => this.#wheel(event), { passive: false })
    place.addEventListener('dblclick', (event) => this.zoom(this.#pose.scale > 1 ? 0 : 2.5, this.#from(event)))
    place.addEventListener('keydown', (event) => this.#key(event))
  }

  /** @param {string} address @param {string} words */
  show(address, words) {
    this.picture.removeAttribute('src') // else the photo before stays in sight until this one is there
    this.picture.setAttribute('src', address)
    this.picture.setAttribute('alt', words)
    const caption = /** @type {HTMLElement} */ (this.place.querySelector('.pane-words'))
    caption.textContent = words
    this.#set(WHOLE)
  }

  /** @param {number} factor @param {{ x: number, y: number }} [at] */
  zoom(factor, at) {
    this.#set(zoomed(this.#pose, factor, at))
  }

  turn() {
    this.#set(turned(this.#pose))
  }

  /** @param {import('../shared/pose.js').Pose} pose */
  #set(pose) {
    this.#pose = moved(pose, 0, 0, this.#size())
    this.picture.style.transform = transform(this.#pose, this.#size())
  }

  #size() {
    return { width: this.place.clientWidth || 1, height: this.place.clientHeight || 1 }
  }

  /** From the middle of the pane. @param {{ clientX: number, clientY: number }} event */
  #from({ clientX, clientY }) {
    const { left, top, width, height } = this.place.getBoundingClientRect()
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 }
  }

  /** @param {PointerEvent} event */
  #down(event) {
    this.place.setPointerCapture?.(event.pointerId)
    this.#fingers.set(event.pointerId, this.#from(event))
    this.#start = this.#fingers.size === 1 && this.#pose.scale === 1 ? this.#from(event) : null
  }

  /** @param {PointerEvent} event */
  #up(event) {
    this.#fingers.delete(event.pointerId)
    const way = this.#start && swipe(this.#start, this.#from(event))
    this.#start = null
    if (way) this.swiped(way)
  }

  /** One finger moves, two zoom about their middle. @param {PointerEvent} event */
  #move(event) {
    const before = this.#fingers.get(event.pointerId)
    if (!before) return
    const now = this.#from(event)
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1]
    this.#fingers.set(event.pointerId, now)
    if (!other) return this.#set(moved(this.#pose, now.x - before.x, now.y - before.y, this.#size()))
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }
    this.zoom(apart(now, other) / (apart(before, other) || 1), middle)
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    event.preventDefault()
    this.zoom(Math.exp(-event.deltaY / 400), this.#from(event))
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const way = ARROWS[event.key]
    if (way) this.#set(moved(this.#pose, way[0] * STRIDE, way[1] * STRIDE, this.#size()))
    else if (event.key === '+' || event.key === '=') this.zoom(STEP)
    else if (event.key === '-') this.zoom(1 / STEP)
    else if (event.key === '0') this.zoom(0)
    else if (event.key.toLowerCase() === 'r') this.turn()
    else return
    event.preventDefault()
  }
}

/** What comes into view lies on the side of the arrow. @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }

/** @param {{ x: number, y: number }} a @param {{ x: number, y: number }} b */
const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y)
