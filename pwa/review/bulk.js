// One verdict for all rows that are picked: kept first, then sent, and taken back within ten seconds.

import { filledIn } from './form.js'
import { Selection } from './selection.js'
import { isDecided, isLater, together } from './together.js'
import { sendUnkept } from './unkept.js'

/** @typedef {import('./held.js').Held} Held */

export class Bulk {
  /** A second press would decide the same twice. */
  #isDeciding = false

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} list
   * @param {() => import('./dispatch.js').Dispatch} dispatch
   */
  constructor(form, list, dispatch) {
    this.form = form
    this.list = list
    this.dispatch = dispatch
    this.selection = new Selection(list, (n, of) => this.#counted(n, of))
    form.addEventListener('submit', (event) => void this.#submitted(event))
    form.querySelector('[data-pick="none"]')?.addEventListener('click', () => this.selection.all(false))
    this.#all?.addEventListener('change', () => this.selection.all(Boolean(this.#all?.checked)))
    for (const hidden of [this.#all?.closest('label'), form.querySelector('output')?.closest('p')]) hidden?.removeAttribute('hidden')
  }

  /** @param {Held[]} rows what is not at the server yet, or was refused there */
  told(rows) {
    for (const [row, pick] of this.#rows) row.hidden = isDecided(pick, rows)
    this.selection.changed()
    const isInUse = rows.some(({ state }) => state !== 'refused') || this.selection.picked.length > 0
    if (!isInUse && (this.#rows.every(([row]) => row.hidden) || this.#isOutOfDate(rows))) location.reload()
  }

  /** @param {string} [id] of a decision, else the newest */
  async undo(id) {
    const undone = await this.dispatch().undo(id)
    if (undone?.how === 'back' && undone.row.many) this.selection.again(undone.row.many)
  }

  /** What was undone is in the list again, as it is now. @param {Held[]} rows */
  #isOutOfDate(rows) {
    const undone = rows.filter(({ entries }) => entries.some(([name, value]) => name === 'verdict' && value === 'undo'))
    return this.#rows.some(([, pick]) => undone.some(({ told }) => isLater(pick, told?.done ?? [])))
  }

  /** @param {SubmitEvent} event */
  async #submitted(event) {
    event.preventDefault()
    const { picked } = this.selection
    const entries = filledIn(this.form, event.submitter)
    if (!picked.length || !entries || this.#isDeciding) return
    this.#isDeciding = true
    const said = {
      person: this.dispatch().means.person,
      number: this.#called(picked.length),
      outcome: event.submitter?.dataset.outcome ?? '',
      now: Date.now(),
    }
    try {
      await this.dispatch().decide(together(entries, picked, said))
    } catch (error) {
      console.warn(error) // a browser that keeps nothing
      return sendUnkept(this.form, event.submitter, 'no-room')
    } finally {
      this.#isDeciding = false
    }
    this.#clear()
  }

  /** @param {number} n */
  #called(n) {
    const { one = '', many = '' } = this.form.dataset
    return n === 1 ? one : many.replace('{n}', String(n))
  }

  #clear() {
    this.selection.all(false)
    this.form.reset()
    delete this.form.dataset.sent
    for (const fold of this.form.querySelectorAll('details')) fold.open = false
    const [next] = this.#rows.filter(([row]) => !row.hidden)
    next?.[0].querySelector('a')?.focus({ preventScroll: true })
  }

  /** @param {number} n @param {number} of */
  #counted(n, of) {
    const words = this.form.querySelector('output')
    if (words) words.textContent = (words.dataset.pattern ?? '').replace('{n}', String(n))
    this.form.hidden = !n
    const all = this.#all
    if (all) [all.checked, all.indeterminate] = [n > 0 && n === of, n > 0 && n < of]
  }

  /** @type {HTMLInputElement | null} */
  #all = document.querySelector('#pilih-semua')

  /** @returns {[HTMLElement, string][]} each with its report and version */
  get #rows() {
    const boxes = /** @type {HTMLInputElement[]} */ ([...this.list.querySelectorAll('input[name="pilih"]')])
    return boxes.map((box) => [/** @type {HTMLElement} */ (box.closest('.case-row')), box.value])
  }
}
