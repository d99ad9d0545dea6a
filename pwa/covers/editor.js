// Boxes over a picture: drawn, moved, stretched, removed, by finger, mouse and key, and taken back step by step.

import { STEP } from '../shared/pose.js'
import { around, grown, moved, stretched } from './box.js'
import { Fingers } from './fingers.js'
import { Marks } from './marks.js'
import { Sheet } from './sheet.js'

/**
 * @typedef {import('./box.js').Box} Box
 * @typedef {import('./box.js').Point} Point
 */

const STRIDE = 8 // pixels of the screen that an arrow key moves
const SIDE = 96 // pixels of what a button makes
const GROWTH = 1.25

/** @type {Record<string, Point>} */
const ARROWS = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } }

export class Editor {
  /** @type {Box[]} */
  boxes = []
  chosen = -1
  /** One finger moves the picture instead of drawing. */
  isMoving = false
  /** @type {Box[][]} */
  #past = []
  /** As it was when a finger came down. @type {Box[] | null} */
  #stroke = null

  /**
   * @param {HTMLElement} pane
   * @param {{ name: (box: Box, n: number) => string, changed: () => void }} means
   */
  constructor(pane, { name, changed }) {
    this.changed = changed
    this.sheet = new Sheet(pane)
    this.marks = new Marks(this.sheet.element, name)
    new Fingers(this)
    pane.addEventListener('focusin', (event) => this.#focused(event))
    pane.addEventListener('keydown', (event) => this.#key(event))
  }

  /** @param {string} address @param {Box[]} boxes */
  open(address, boxes) {
    this.#past = []
    this.isMoving = false
    this.sheet.show(address)
    this.#show(boxes, -1)
  }

  get canUndo() {
    return this.#past.length > 0
  }

  // While a finger is down its many changes are one.

  begin() {
    this.#stroke = this.boxes
  }

  keepStroke() {
    if (this.#stroke && this.#stroke !== this.boxes) this.#past.push(this.#stroke)
    this.#stroke = null
    this.changed()
  }

  dropStroke() {
    if (this.#stroke) this.#show(this.#stroke, -1)
    this.#stroke = null
  }

  /** @param {number} i @param {Box} box */
  put(i, box) {
    this.#show(this.boxes.map((one, n) => (n === i ? box : one)), i)
    return i
  }

  /** @param {Box} box */
  push(box) {
    const i = this.boxes.length
    this.#show([...this.boxes, box], i)
    this.marks.focus(i)
    return i
  }

  /** @param {number} i */
  choose(i) {
    this.#show(this.boxes, i)
    this.marks.focus(i)
  }

  // What buttons and keys do: one change each.

  add() {
    const middle = this.sheet.place({ x: 0, y: 0 })
    this.#once(() => this.push(around(middle, ...this.sheet.square(SIDE))))
  }

  remove() {
    if (!this.boxes[this.chosen]) return
    const next = Math.min(this.chosen, this.boxes.length - 2)
    this.#once(() => this.#show(this.boxes.filter((_, i) => i !== this.chosen), next))
    if (next < 0) this.sheet.pane.focus()
    else this.marks.focus(next)
  }

  /** @param {1 | -1} way larger or smaller */
  grow(way) {
    this.#alter((box) => grown(box, GROWTH ** way))
  }

  undo() {
    const before = this.#past.pop()
    if (before) this.#show(before, -1)
  }

  /** @param {(box: Box) => Box} change */
  #alter(change) {
    const box = this.boxes[this.chosen]
    if (box) this.#once(() => this.put(this.chosen, change(box)))
  }

  /** @param {() => unknown} act */
  #once(act) {
    this.begin()
    act()
    this.keepStroke()
  }

  /** @param {Box[]} boxes @param {number} chosen */
  #show(boxes, chosen) {
    this.boxes = boxes
    this.chosen = chosen
    this.marks.show(boxes, chosen)
    this.changed()
  }

  /** @param {FocusEvent} event */
  #focused({ target }) {
    const i = this.marks.indexOf(target)
    if (i >= 0 && i !== this.chosen) this.#show(this.boxes, i)
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#steered(event) || this.#pressed(event)) event.preventDefault()
  }

  /** Arrows: the box that has the focus, else the picture. @param {KeyboardEvent} event */
  #steered({ key, target, shiftKey, ctrlKey, metaKey, altKey }) {
    const arrow = ARROWS[key]
    if (!arrow || ctrlKey || metaKey || altKey) return false
    if (this.marks.indexOf(target) < 0) this.sheet.move({ x: -arrow.x * STRIDE * 6, y: -arrow.y * STRIDE * 6 })
    else this.#steer(arrow, shiftKey)
    return true
  }

  /** To the right and down is larger, as it is seen. @param {Point} arrow @param {boolean} isStretching */
  #steer(arrow, isStretching) {
    const by = this.sheet.across({ x: arrow.x * STRIDE, y: arrow.y * STRIDE })
    if (!isStretching) return this.#alter((box) => moved(box, by))
    const larger = arrow.x + arrow.y
    const size = { x: larger * Math.abs(by.x), y: larger * Math.abs(by.y) }
    this.#alter((box) => stretched(box, { x: 1, y: 1 }, size))
  }

  /** @param {KeyboardEvent} event */
  #pressed({ key, ctrlKey, metaKey }) {
    const isUndo = (ctrlKey || metaKey) && key.toLowerCase() === 'z'
    if ((ctrlKey || metaKey) && !isUndo) return false
    const act = isUndo ? () => this.undo() : this.#keys[key]
    act?.()
    return Boolean(act)
  }

  /** @type {Record<string, () => void>} */
  #keys = {
    Delete: () => this.remove(),
    Backspace: () => this.remove(),
    '+': () => this.sheet.zoom(STEP),
    '=': () => this.sheet.zoom(STEP),
    '-': () => this.sheet.zoom(1 / STEP),
    0: () => this.sheet.zoom(0),
    r: () => this.sheet.turn(),
  }
}
