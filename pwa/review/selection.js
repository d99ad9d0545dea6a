// Rows of the list that are picked: by tap, by key, a whole range with Shift, or the whole page.

/** @typedef {import('./together.js').Picked} Picked */

export class Selection {
  /** @type {HTMLInputElement | null} */
  #last = null

  /** @param {HTMLElement} list @param {(n: number, of: number) => void} changed */
  constructor(list, changed) {
    this.list = list
    this.tell = changed
    list.addEventListener('click', (event) => this.#clicked(/** @type {MouseEvent} */ (event)))
    list.addEventListener('change', () => this.changed())
    addEventListener('pageshow', () => this.changed()) // the browser's history brings ticks back
    this.changed()
  }

  changed() {
    const boxes = this.#boxes
    for (const box of boxes) rowOf(box)?.classList.toggle('is-picked', box.checked)
    this.tell(this.#picked.length, boxes.length)
  }

  /** @returns {Picked[]} in the order of the list */
  get picked() {
    return this.#picked.map((box) => ({ pick: box.value, at: rowOf(box)?.dataset.at ?? '' }))
  }

  /** @param {boolean} is */
  all(is) {
    for (const box of this.#boxes) box.checked = is
    this.changed()
  }

  /** Picked again after an undo. @param {string[]} picks */
  again(picks) {
    for (const box of this.#boxes) box.checked ||= picks.includes(box.value)
    this.changed()
  }

  /** @param {HTMLElement} row @param {boolean} isRange up to the one picked before */
  turn(row, isRange) {
    const box = row.querySelector('input')
    if (!box) return
    box.checked = !box.checked
    this.#after(box, isRange)
  }

  /** @param {MouseEvent} event */
  #clicked({ target, shiftKey }) {
    if (target instanceof HTMLInputElement && target.name === 'pilih') this.#after(target, shiftKey)
  }

  /** @param {HTMLInputElement} box @param {boolean} isRange */
  #after(box, isRange) {
    const boxes = this.#boxes
    const [from, to] = [boxes.indexOf(this.#last ?? box), boxes.indexOf(box)].sort((a, b) => a - b)
    if (isRange) for (const one of boxes.slice(from, (to ?? 0) + 1)) one.checked = box.checked
    this.#last = box
    this.changed()
  }

  /** What is not shown is not picked. @returns {HTMLInputElement[]} */
  get #boxes() {
    const all = /** @type {HTMLInputElement[]} */ ([...this.list.querySelectorAll('input[name="pilih"]')])
    return all.filter((box) => !rowOf(box)?.hidden)
  }

  get #picked() {
    return this.#boxes.filter(({ checked }) => checked)
  }
}

/** @param {HTMLElement} box @returns {HTMLElement | null} */
const rowOf = (box) => box.closest('.case-row')
