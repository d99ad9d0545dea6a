// The boxes as they are seen and focused, on the picture.

/** @typedef {import('./box.js').Box} Box */

const CORNERS = ['0 0', '1 0', '0 1', '1 1']

export class Marks {
  /** @type {HTMLElement[]} */
  #shown = []

  /** @param {HTMLElement} sheet @param {(box: Box, n: number) => string} name what a box is called */
  constructor(sheet, name) {
    this.sheet = sheet
    this.name = name
  }

  /** @param {Box[]} boxes @param {number} chosen */
  show(boxes, chosen) {
    while (this.#shown.length > boxes.length) this.#shown.pop()?.remove()
    while (this.#shown.length < boxes.length) this.#shown.push(this.sheet.appendChild(mark()))
    for (const [i, box] of boxes.entries()) this.#put(/** @type {HTMLElement} */ (this.#shown[i]), box, i, i === chosen)
  }

  /** @param {HTMLElement} element @param {Box} box @param {number} i @param {boolean} isChosen */
  #put(element, box, i, isChosen) {
    for (const [what, value] of [['left', box.x], ['top', box.y], ['width', box.width], ['height', box.height]]) {
      element.style.setProperty(String(what), `${Number(value) * 100}%`)
    }
    element.setAttribute('aria-label', this.name(box, i + 1))
    element.classList.toggle('is-chosen', isChosen)
  }

  /** @param {number} i */
  focus(i) {
    this.#shown[i]?.focus({ preventScroll: true })
  }

  /** @param {EventTarget | null} target @returns {number} -1: none */
  indexOf(target) {
    return this.#shown.findIndex((element) => element.contains(/** @type {Node} */ (target)))
  }
}

function mark() {
  const element = document.createElement('div')
  Object.assign(element, { className: 'cover-mark', tabIndex: 0 })
  element.setAttribute('role', 'group')
  for (const corner of CORNERS) {
    const handle = element.appendChild(document.createElement('span'))
    handle.className = 'cover-corner'
    handle.dataset.corner = corner
  }
  return element
}
