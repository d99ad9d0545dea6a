// What is said about decisions on their way: the one that can be taken back, those that wait, those that were refused.
// The words lie in the page's templates.

import { HOLD_MS } from './dispatch.js'
import { listed } from './summary.js'

/** @typedef {import('./held.js').Held} Held */

export class Board {
  #ticking = 0

  /**
   * @param {HTMLElement} place
   * @param {{ undo: (row: Held) => void, dismiss: (row: Held) => void, takeBack: (row: Held) => void }} does
   */
  constructor(place, does) {
    this.place = place
    this.does = does
  }

  /** @param {Held[]} rows oldest first @param {(row: Held) => boolean} isOwn can be taken back on this page */
  show(rows, isOwn) {
    this.place.querySelector('.sending')?.remove()
    const waiting = rows.filter(({ state }) => state !== 'refused')
    const isOld = (/** @type {Held} */ { made_at }) => made_at <= Date.now() - HOLD_MS
    this.#told(rows.filter(({ state }) => state === 'refused'))
    this.#undoing(waiting.filter(isUndoing))
    this.#waiting(waiting.filter((row) => isOld(row) && !isUndoing(row)).length)
    this.#toast(waiting.filter((row) => isOwn(row) && !isOld(row)).pop())
  }

  /** It has left, and is taken back on its own page only. @param {Held} row */
  late(row) {
    this.place.querySelector('.too-late')?.remove()
    const card = this.#from('late', { number: row.number })
    const link = /** @type {HTMLAnchorElement} */ (card.querySelector('a'))
    link.href = `/tinjau/${row.report}`
    link.hidden = !row.report
    card.querySelector('button')?.addEventListener('click', () => card.remove())
  }

  /** Of many so many are at the server. @param {Held} row @param {number} n */
  progress(row, n) {
    const total = row.many?.length ?? 0
    const card = this.place.querySelector('.sending') ?? this.#from('sending', { n: String(total) })
    put(/** @type {HTMLElement} */ (card), 'done', String(n))
    const bar = /** @type {HTMLProgressElement} */ (card.querySelector('progress'))
    bar.max = total
    bar.value = n
  }

  /** @param {Held | undefined} row */
  #toast(row) {
    const shown = this.place.querySelector('.toast')
    if (shown instanceof HTMLElement && shown.dataset.row === row?.id) return
    shown?.remove()
    clearInterval(this.#ticking)
    if (!row) return
    const toast = this.#from('toast', { outcome: row.outcome, number: row.number })
    toast.dataset.row = row.id
    toast.querySelector('button')?.addEventListener('click', () => this.does.undo(row))
    this.#count(toast, row)
  }

  /** @param {HTMLElement} toast @param {Held} row */
  #count(toast, row) {
    const left = () => Math.ceil(Math.min(HOLD_MS, row.made_at + HOLD_MS - Date.now()) / 1000) // a clock may be put right
    const tick = () => {
      if (left() <= 0) return this.#toast(undefined)
      put(toast, 'seconds', String(left()))
    }
    tick()
    this.#ticking = setInterval(tick, 1000)
  }

  /** @param {number} n */
  #waiting(n) {
    this.place.querySelector('.still-here')?.remove()
    if (n) this.#from('waiting', { n: String(n) })
  }

  /** One card each, while it and its undoing are on their way. @param {Held[]} rows */
  #undoing(rows) {
    const wanted = new Map(rows.map((row) => [row.undoes ?? row.id, row]))
    for (const card of /** @type {NodeListOf<HTMLElement>} */ (this.place.querySelectorAll('.undoing'))) {
      if (!wanted.delete(card.dataset.row ?? '')) card.remove()
    }
    for (const [id, { number }] of wanted) this.#from('undoing', { number }).dataset.row = id
  }

  /** What became of it, until somebody closes it. @param {Held[]} rows */
  #told(rows) {
    const shown = new Set([...this.place.querySelectorAll('.refusal')].map((card) => /** @type {HTMLElement} */ (card).dataset.row))
    for (const row of rows.filter(({ id }) => !shown.has(id))) row.told?.done ? this.#summary(row) : this.#outcome(row)
  }

  /** @param {Held} row about many: what became of each */
  #summary(row) {
    const { done = [], refused = [] } = row.told ?? {}
    const n = String(done.length + refused.length)
    const card = this.#from('summary', { outcome: row.outcome, done: String(done.length), n })
    card.dataset.row = row.id
    listed(card, refused)
    const [back, close] = card.querySelectorAll('button')
    if (back) back.hidden = !done.length || row.entries.some(([name, value]) => name === 'verdict' && value === 'undo')
    close?.addEventListener('click', () => (card.remove(), this.does.dismiss(row)))
    back?.addEventListener('click', () => (card.remove(), this.does.takeBack(row)))
  }

  /** @param {Held} row */
  #outcome(row) {
    const { title = '', outcome = '', at = '', reason = '', words = '', why = '' } = row.told ?? {}
    const card = this.#from(cardFor(row), { number: row.number, about: row.title, mine: row.outcome, title, outcome, at, reason, words, why })
    card.dataset.row = row.id
    card.querySelector('a')?.setAttribute('href', `/tinjau/${row.report}`)
    const close = () => (card.remove(), this.does.dismiss(row))
    for (const one of card.querySelectorAll('a, button')) one.addEventListener('click', close)
  }

  /** @param {string} name @param {Record<string, string>} facts @returns {HTMLElement} */
  #from(name, facts) {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById(`said-${name}`))
    const made = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild)
    for (const [slot, text] of Object.entries(facts)) put(made, slot, text)
    this.place.append(made)
    return made
  }
}

/** @param {Held} row */
const isUndoing = ({ wish, undoes }) => Boolean(wish || undoes)

/** @param {Held} row that has its answer @returns {string} the name of its card */
function cardFor({ undoes, told }) {
  if (undoes) return told?.status === 201 ? 'undone' : 'not-undone'
  return told?.status === 409 ? 'clash' : 'refused'
}

/** An empty fact takes its line along. @param {HTMLElement} card @param {string} slot @param {string} text */
function put(card, slot, text) {
  for (const place of card.querySelectorAll(`[data-slot="${slot}"]`)) {
    place.textContent = text
    if (place instanceof HTMLElement) place.hidden = !text
  }
}
