// From case to case without leaving the page: by key, by button, and by deciding.

import { uuidv7 } from '../shared/uuid.js'
import { filledIn } from './form.js'
import { drawn } from './stage.js'
import { sendUnkept } from './unkept.js'

/** @typedef {import('./stage.js').Case} Case */

/** @typedef {{ after: string[], again: string[], before: string[] }} Beside cases in the order of the queue, the nearest first; `again`: from its top */

/**
 * @typedef {object} Means
 * @property {import('./stage.js').Stage} stage
 * @property {import('./dispatch.js').Dispatch} dispatch
 * @property {(id: string) => Promise<string>} take a case as HTML; rejected where it cannot be had
 * @property {(id: string) => void} missing what is done about one that cannot be had
 * @property {(ids: string[]) => void} fetchAhead
 * @property {(id: string) => Beside} beside
 * @property {(id: string) => string} address of a case's page
 * @property {(side: 'after' | 'before') => void} end there is no other case on this side
 * @property {() => void} empty all are decided
 * @property {() => Promise<[string, string][]>} [more] what goes with a decision made here, where it is known in time
 * @property {(id: string, outcome: string) => Promise<void>} [changed] decided, or taken back (no outcome)
 */

/** Of so many decided last the page is kept: what was decided earlier is drawn again where it is gone back to. */
const AT_HAND = 5

export class Walk {
  /** Cases decided here; the last ones as they stood: an undo shows what was typed. @type {Map<string, Case | null>} */
  #decided = new Map()

  /** Rises with each wish to see a case: what arrives for an earlier one comes too late. */
  #turn = 0

  /** @param {Means} means */
  constructor(means) {
    this.means = means
    this.#ahead()
  }

  /** @param {HTMLElement} place */
  listen(place) {
    place.addEventListener('submit', (event) => void this.#submitted(event))
    place.addEventListener('click', (event) => {
      if (!(/** @type {Element} */ (event.target).closest('[data-go="next"]')) || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      void this.next()
    })
  }

  next() {
    return this.#step('after')
  }

  previous() {
    return this.#step('before')
  }

  /** @param {'after' | 'before'} side */
  async #step(side) {
    const [id] = this.#open(this.#beside[side])
    if (id) await this.#go(id)
    else this.means.end(side)
  }

  /** By the browser's history. @param {string} id */
  async revisit(id) {
    this.#turn++
    if (id === this.means.stage.now.dataset.report) this.means.stage.stay()
    else await this.#show(id)
  }

  /** @param {string} [which] decision; else the newest @returns {Promise<boolean>} whether there was one to take back */
  async undo(which) {
    const undone = await this.means.dispatch.undo(which)
    if (undone?.how === 'back') await this.#isBack(undone.row)
    return Boolean(undone)
  }

  /** @param {import('./held.js').Held} row */
  async #isBack(row) {
    const turn = ++this.#turn
    const kept = this.#decided.get(row.report)
    this.#decided.delete(row.report)
    await this.means.changed?.(row.report, '')
    if (turn !== this.#turn) return
    for (const form of kept?.querySelectorAll('form') ?? []) delete form.dataset.sent
    history.pushState(null, '', this.means.address(row.report))
    if (kept) this.means.stage.put(kept)
    else await this.#show(row.report)
  }

  /** @param {SubmitEvent} event */
  async #submitted(event) {
    const form = /** @type {HTMLFormElement} */ (event.target)
    const shown = this.means.stage.now
    if (!form.hasAttribute('action')) form.action = `/tinjau/${shown.dataset.report}${location.search}` // wherever the case is shown
    if (!('decides' in form.dataset)) return
    if (this.#decided.get(shown.dataset.report) === shown) return swallow(event)
    event.preventDefault()
    const entries = filledIn(form, event.submitter)
    if (!entries) return sendUnkept(form, event.submitter, 'incomplete')
    const row = this.#rowOf(shown, entries, event.submitter?.dataset.outcome ?? '')
    const [next] = this.#coming() // while the list is as it was
    const turn = ++this.#turn
    if (!(await this.#isKept(row, shown))) return this.#sendUnkept(form, event.submitter, row.report)
    void this.#addMore(row.id)
    await this.means.changed?.(row.report, row.outcome).catch(console.warn) // it is kept all the same
    if (turn === this.#turn) await this.#onward(next)
  }

  /** @param {string} [next] */
  async #onward(next) {
    if (next) await this.#go(next)
    else this.means.empty()
  }

  /** @param {Case} shown @param {[string, string][]} entries @param {string} outcome @returns {import('./held.js').Held} */
  #rowOf({ dataset: { report, number, title } }, entries, outcome) {
    const { person } = this.means.dispatch.means
    return { v: 1, id: uuidv7(), report, number, title, outcome, entries, person, made_at: Date.now(), state: 'held' }
  }

  /**
   * Decided from the first press on, not from when it is on the disk: a second press decides nothing.
   *
   * @param {import('./held.js').Held} row
   * @param {Case} shown
   */
  async #isKept(row, shown) {
    this.#decided.delete(row.report) // so that it is the last
    this.#decided.set(row.report, shown)
    for (const report of [...this.#decided.keys()].slice(0, -AT_HAND)) this.#decided.set(report, null)
    try {
      await this.means.dispatch.decide(row)
      return true
    } catch (error) {
      console.warn(error) // a full phone, or a browser that keeps nothing
      return false
    }
  }

  /** @param {HTMLFormElement} form @param {HTMLElement | null} pressed @param {string} report */
  async #sendUnkept(form, pressed, report) {
    await sendUnkept(form, pressed, 'no-room')
    this.#decided.delete(report)
  }

  /** After it is kept and while the next case is read: a place is found in seconds, or not at all. @param {string} id */
  async #addMore(id) {
    const more = await this.means.more?.()
    if (more) await this.means.dispatch.amend(id, more).catch(console.warn)
  }

  /** @param {string} id */
  async #go(id) {
    if (await this.#show(id)) history.pushState(null, '', this.means.address(id))
  }

  /** @param {string} id @returns {Promise<boolean>} false: another is wished for since, or it is missing */
  async #show(id) {
    const turn = ++this.#turn
    const html = await this.means.stage.waitFor(this.means.take(id)).catch(() => null)
    if (turn !== this.#turn) return false
    if (html === null) return this.#isFilledIn || this.means.missing(id), false
    this.means.stage.put(drawn(html))
    this.#ahead()
    return true
  }

  /** Since the wish: what is done about a case that cannot be had would throw that away. */
  get #isFilledIn() {
    const { isTouched, now } = this.means.stage
    return isTouched && !this.#decided.has(now.dataset.report)
  }

  #ahead() {
    this.means.fetchAhead(this.#coming().slice(0, 5))
  }

  /** What follows a decision: at the end of the queue what was passed over. */
  #coming() {
    return this.#open([...this.#beside.after, ...this.#beside.again])
  }

  /** Those that were not decided here. @param {string[]} ids */
  #open(ids) {
    return ids.filter((id) => !this.#decided.has(id))
  }

  get #beside() {
    return this.means.beside(this.means.stage.now.dataset.report)
  }
}

/** Not marked as sent either. @param {Event} event */
function swallow(event) {
  event.preventDefault()
  event.stopPropagation()
}
