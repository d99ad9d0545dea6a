// What fingers and the mouse do on the map: one taps, drags the pin or pulls the map; two zoom.

const TAP_PX = 8 // a finger may slide so far and still have tapped
const PINCH = Math.SQRT2 // apart or together by so much is one step of zooming
const WHEEL_PX = 80 // of rolling is one step

/**
 * @typedef {import('./view.js').Spot} Spot
 *
 * @typedef {object} Does
 * @property {() => void} take the pin is held
 * @property {(by: Spot) => void} drag it is pulled on, in pixels
 * @property {() => void} drop it is let go where it is
 * @property {() => void} leave whatever was begun is not meant
 * @property {(by: Spot) => void} pull the map is pulled on
 * @property {(at: Spot) => void} tap
 * @property {(by: 1 | -1) => void} zoom
 */

export class Fingers {
  /** @param {Does} does */
  constructor(does) {
    this.does = does
    /** Where each is now, by pointer. @type {Map<number, Spot>} */
    this.down = new Map()
    this.slid = 0
    /** Slid by, and not yet pulled. @type {Spot} */
    this.owed = [0, 0]
    this.holds = false
    this.apart = 0
    this.rolled = 0
  }

  /** @param {PointerEvent} event */
  begin = (event) => {
    if (event.button > 0) return
    const drawing = /** @type {Element} */ (event.currentTarget)
    drawing.setPointerCapture(event.pointerId)
    this.down.set(event.pointerId, at(event))
    if (this.down.size === 1) this.#first(/** @type {Element} */ (event.target))
    else this.#second()
  }

  /** @param {Element} target */
  #first(target) {
    this.slid = 0
    this.owed = [0, 0]
    this.holds = target.closest('.pin') !== null
    if (this.holds) this.does.take()
  }

  /** What the first began was not meant: two fingers zoom. */
  #second() {
    if (this.holds) this.does.leave()
    this.holds = false
    this.slid = Infinity
    this.apart = this.#between()
  }

  /** @param {PointerEvent} event */
  move = (event) => {
    const before = this.down.get(event.pointerId)
    if (!before) return
    const now = at(event)
    this.down.set(event.pointerId, now)
    if (this.down.size > 1) this.#pinch()
    else this.#slide([now[0] - before[0], now[1] - before[1]])
  }

  /** What might still be a tap pulls nothing yet; then the map catches up with the finger. @param {Spot} by */
  #slide(by) {
    if (this.holds) return this.does.drag(by)
    this.slid += Math.hypot(...by)
    this.owed = [this.owed[0] + by[0], this.owed[1] + by[1]]
    if (this.slid <= TAP_PX) return
    this.does.pull(this.owed)
    this.owed = [0, 0]
  }

  #pinch() {
    const now = this.#between()
    if (now > this.apart * PINCH) this.#zoom(1, now)
    else if (now < this.apart / PINCH) this.#zoom(-1, now)
  }

  /** @param {1 | -1} by @param {number} apart */
  #zoom(by, apart) {
    this.apart = apart
    this.does.zoom(by)
  }

  #between() {
    const [[x1, y1], [x2, y2]] = /** @type {[Spot, Spot]} */ ([...this.down.values()])
    return Math.hypot(x2 - x1, y2 - y1)
  }

  /** @param {PointerEvent} event */
  end = (event) => {
    if (!this.down.delete(event.pointerId) || this.down.size) return
    if (this.holds) this.does.drop()
    else if (this.slid <= TAP_PX) this.does.tap(at(event))
  }

  /** @param {PointerEvent} event */
  cancel = (event) => {
    if (!this.down.delete(event.pointerId)) return
    this.holds = false
    this.slid = Infinity
    this.does.leave()
  }

  /** @param {WheelEvent} event */
  roll = (event) => {
    event.preventDefault()
    this.rolled += event.deltaY
    if (Math.abs(this.rolled) < WHEEL_PX) return
    this.does.zoom(this.rolled < 0 ? 1 : -1)
    this.rolled = 0
  }
}

/** @param {PointerEvent} event @returns {Spot} */
function at(event) {
  const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect()
  return [event.clientX - box.left, event.clientY - box.top]
}
