// The editor of covers over the whole screen. The server draws the result: what is seen before is only a likeness.

import { Editor } from '../covers/editor.js'
import { listenToTools, showTools } from '../covers/tools.js'
import { previewOf } from './cover-rows.js'

/**
 * @typedef {import('../covers/box.js').Box} Box
 * @typedef {{ address: string, preview: string, boxes: Box[], done: (boxes: Box[]) => void }} Work a photo and what is covered on it
 */

export class CoverDialog {
  /** @type {Work | null} */
  #work = null

  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.dialog = dialog
    const pane = /** @type {HTMLElement} */ (dialog.querySelector('.cover-pane'))
    this.editor = new Editor(pane, { name: (box, n) => this.name(box, n), changed: () => this.#changed() })
    this.look = /** @type {HTMLButtonElement} */ (dialog.querySelector('[data-look]'))
    this.result = /** @type {HTMLImageElement} */ (dialog.querySelector('.cover-result'))
    listenToTools(dialog, this.editor)
    this.look.addEventListener('click', () => this.#look(!this.#isLooking))
    this.result.addEventListener('error', () => this.#failed())
    dialog.addEventListener('close', () => this.#closed())
  }

  /** What a box is called. @param {Box} box @param {number} n */
  name({ kind }, n) {
    const { face = '', plate = '', drawn = '' } = this.dialog.dataset
    return (kind === 'face' ? face : kind === 'plate' ? plate : drawn).replace('{n}', String(n))
  }

  /** @param {Work} work */
  open(work) {
    this.#work = work
    this.dialog.returnValue = ''
    this.#look(false)
    this.dialog.showModal()
    this.editor.open(work.address, work.boxes)
    this.editor.sheet.pane.focus()
  }

  get #isLooking() {
    return this.dialog.classList.contains('is-result')
  }

  #changed() {
    if (this.#work) this.#look(false)
    showTools(this.dialog, this.editor)
  }

  /** @param {boolean} on */
  #look(on) {
    this.dialog.classList.toggle('is-result', on)
    this.dialog.classList.remove('is-failed')
    this.look.setAttribute('aria-pressed', String(on))
    if (!on || !this.#work) return this.result.removeAttribute('src')
    const { preview, boxes, address } = { ...this.#work, boxes: this.editor.boxes }
    this.result.src = boxes.length ? previewOf(preview, boxes) : address
  }

  #failed() {
    if (!this.#isLooking) return
    this.#look(false)
    this.dialog.classList.add('is-failed')
  }

  #closed() {
    if (this.dialog.returnValue === 'done') this.#work?.done(this.editor.boxes)
    this.#work = null
    this.result.removeAttribute('src')
  }
}
