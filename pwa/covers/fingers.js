// What fingers and mice do on the picture: move a box, stretch it by a corner, draw a new one; two zoom.

import { around, between, moved, stretched } from './box.js'

/**
 * @typedef {import('./box.js').Point} Point
 * @typedef {import('./editor.js').Editor} Editor
 * @typedef {(from: Point, to: Point) => void} Drag from where it began to where it is, from the middle of the pane
 */

const TAP = 6 // pixels that a finger may tremble
const SIDE = 64 // pixels of what a tap makes
/** @type {Drag} */
const NOTHING = () => undefined

export class Fingers {
  /** Where each lies. @type {Map<number, Point>} */
  #down = new Map()
  #from = { x: 0, y: 0 }
  #drag = NOTHING
  /** Where the finger came down a tap makes a box. */
  #mayTap = false

  /** @param {Editor} editor */
  constructor(editor) {
    this.editor = editor
    const { pane } = editor.sheet
    pane.addEventListener('pointerdown', (event) => this.#begin(event))
    pane.addEventListener('pointermove', (event) => this.#move(event))
    pane.addEventListener('pointerup', (event) => this.#end(event, true))
    pane.addEventListener('pointercancel', (event) => this.#end(event, false))
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (event.button || !this.editor.sheet.isThere) return
    event.preventDefault() // no selection, no picture dragged along; focus is set here
    const { editor } = this
    const at = editor.sheet.from(event)
    editor.sheet.pane.setPointerCapture(event.pointerId)
    this.#down.set(event.pointerId, at)
    if (this.#down.size > 1) {
      editor.dropStroke()
      this.#drag = NOTHING
      this.#mayTap = false
      return
    }
    this.#from = at
    this.#drag = this.#meant(/** @type {Element} */ (event.target))
  }

  /** By what lies under the finger. @param {Element} target @returns {Drag} */
  #meant(target) {
    const { editor } = this
    const i = editor.marks.indexOf(target)
    this.#mayTap = i < 0 && !editor.isMoving
    if (i < 0) return editor.isMoving ? this.#pan() : this.#draw()
    editor.choose(i)
    editor.begin()
    const box = /** @type {import('./box.js').Box} */ (editor.boxes[i])
    const corner = target instanceof HTMLElement ? target.dataset.corner?.split(' ').map(Number) : undefined
    const change = (/** @type {Point} */ by) =>
      corner ? stretched(box, { x: corner[0] ?? 0, y: corner[1] ?? 0 }, by) : moved(box, by)
    return (from, to) => editor.put(i, change(editor.sheet.across(way(from, to))))
  }

  /** @returns {Drag} */
  #draw() {
    const { editor } = this
    editor.begin()
    let i = -1
    return (from, to) => {
      if (i < 0 && apart(from, to) <= TAP) return
      const box = between(editor.sheet.place(from), editor.sheet.place(to))
      i = i < 0 ? editor.push(box) : editor.put(i, box)
    }
  }

  /** @returns {Drag} */
  #pan() {
    let before = this.#from
    return (_, to) => (this.editor.sheet.move(way(before, to)), (before = to))
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const before = this.#down.get(event.pointerId)
    if (!before) return
    const { sheet } = this.editor
    const at = sheet.from(event)
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1]
    this.#down.set(event.pointerId, at)
    if (!other) return this.#drag(this.#from, at)
    sheet.zoom(apart(at, other) / (apart(before, other) || 1), { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 })
    sheet.move({ x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 })
  }

  /** @param {PointerEvent} event @param {boolean} isMeant not taken away by the system */
  #end(event, isMeant) {
    const at = this.#down.get(event.pointerId)
    if (!this.#down.delete(event.pointerId) || !at || this.#down.size) return
    const { editor } = this
    if (isMeant && this.#mayTap && apart(this.#from, at) <= TAP) this.#tap(at)
    if (isMeant) editor.keepStroke()
    else editor.dropStroke()
    this.#drag = NOTHING
  }

  /** @param {Point} at */
  #tap(at) {
    const { editor } = this
    const place = editor.sheet.place(at)
    if (isInside(place)) editor.push(around(place, ...editor.sheet.square(SIDE)))
  }
}

/** @param {Point} from @param {Point} to @returns {Point} */
const way = (from, to) => ({ x: to.x - from.x, y: to.y - from.y })

/** @param {Point} a @param {Point} b */
const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y)

/** @param {Point} place */
const isInside = ({ x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1
