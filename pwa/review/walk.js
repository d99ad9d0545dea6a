// From case to case without leaving the page: by key, by button, and by deciding.

import { uuidv7 } from '../shared/uuid.js'
import { filledIn, sendPlainly } from './form.js'
import { drawn } from './stage.js'

/** @typedef {import('./stage.js').Case} Case */

/** @typedef {{ after: string[], again: string[], before: string[] }} Beside cases in the order of the queue, the nearest first; `again`: from its top */

/**
 * @typedef {object} Means
 * @property {import('./stage.js').Stage} stage
 * @property {import('./dispatch.js').Dispatch} dispatch
 * @property {(id: string) => Promise<string>} take a case as HTML
 * @property {(ids: string[]) => void} fetchAhead
 * @property {(id: string) => Beside} beside
 * @property {(id: string) => string} address of a case's page
 * @property {(side: 'after' | 'before') => void} end there is no other case on this side
 * @property {() => void} empty all are decided
 * @property {() => Promise<[string, string][]>} [more] what goes with a decision made here
 * @property {(id: string, outcome: string) => Promise<void>} [changed] decided, or taken back (no outcome)
 */

export class Walk {
  /** Cases decided here, as they stood: an undo shows what was typed. @type {Map<string, Case>} */
  #decided = new Map()

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
    if (id !== this.means.stage.now.dataset.report) await this.#show(id)
  }

  /** @returns {Promise<boolean>} whether a decision was taken back */
  async undo() {
    const row = await this.means.dispatch.undo()
    if (!row) return false
    if (row.many) return location.assign('/tinjau'), true // decided in the list, and shown there again
    const kept = this.#decided.get(row.report)
    this.#decided.delete(row.report)
    await this.means.changed?.(row.report, '')
    for (const form of kept?.querySelectorAll('form') ?? []) delete form.dataset.sent
    history.pushState(null, '', this.means.address(row.report))
    if (kept) this.means.stage.put(kept)
    else await this.#show(row.report)
    return true
  }

  /** @param {SubmitEvent} event */
  async #submitted(event) {
    const form = /** @type {HTMLFormElement} */ (event.target)
    const entries = filledIn(form, event.submitter)
    if (!entries || !('decides' in form.dataset)) return
    event.preventDefault()
    try {
      await this.#decide(entries, event.submitter?.dataset.outcome ?? '')
    } catch (error) {
      console.warn(error) // a browser that keeps nothing
      sendPlainly(form, event.submitter)
    }
  }

  /** @param {[string, string][]} entries @param {string} outcome */
  async #decide(entries, outcome) {
    const shown = this.means.stage.now
    const { report, number, title } = shown.dataset
    const more = (await this.means.more?.()) ?? []
    const row = { id: uuidv7(), report, number, title, outcome, entries: [...entries, ...more] }
    await this.means.dispatch.decide({ v: 1, ...row, person: this.means.dispatch.means.person, made_at: Date.now(), state: 'held' })
    this.#decided.set(report, shown)
    await this.means.changed?.(report, outcome)
    const [id] = this.#coming()
    if (id) await this.#go(id)
    else this.means.empty()
  }

  /** @param {string} id */
  async #go(id) {
    if (await this.#show(id)) history.pushState(null, '', this.means.address(id))
  }

  /** @param {string} id @returns {Promise<boolean>} false: the browser goes there itself, and says what is wrong */
  async #show(id) {
    const html = await this.means.take(id).catch(() => null)
    if (html === null) return location.assign(this.means.address(id)), false
    this.means.stage.put(drawn(html))
    this.#ahead()
    return true
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
