// What is said about decisions on their way: the one that can be taken back, those that wait, those that were refused.
// The words lie in the page's templates.

import { taps } from '../shared/second-tap.js'
import { HOLD_MS } from './dispatch.js'
import { isUndoing, isUndone } from './outcome.js'
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
    const isPressed = taps(place) // the next decision's button comes under the finger
    this.undo = (/** @type {Held} */ row) => (isPressed(), does.undo(row))
  }

  /** @param {Held[]} rows oldest first @param {(row: Held) => boolean} isOwn can be taken back on this page, or wished back */
  show(rows, isOwn) {
    this.place.querySelector('.sending')?.remove()
    const waiting = rows.filter(({ state }) => state !== 'refused')
    const isOld = (/** @type {Held} */ { made_at }) => made_at <= Date.now() - HOLD_MS
    this.#told(rows.filter(({ state }) => state === 'refused'))
    this.#undoing(waiting.filter(isUndoing))
    const old = waiting.filter((row) => isOld(row) && !isUndoing(row))
    this.#waiting(old.length, old.filter(isOwn).pop())
    this.#toast(waiting.filter((row) => isOwn(row) && !row.tried && !isOld(row)).pop())
  }

  /** It is not taken back: it has left, or this device is full. @param {Held} row @param {'late' | 'full'} why */
  notUndone(row, why) {
    this.place.querySelector('.stands')?.remove()
    const card = this.#from(why, { number: row.number })
    lead(card, row)
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
    toast.querySelector('button')?.addEventListener('click', () => this.undo(row))
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

  /** It stays as it is while nothing changes: it may hold the focus. @param {number} n @param {Held} [own] the newest to be taken back */
  #waiting(n, own) {
    const says = `${n} ${own?.id ?? ''}`
    const shown = /** @type {HTMLElement | null} */ (this.place.querySelector('.still-here'))
    if (shown?.dataset.says === says) return
    shown?.remove()
    if (!n) return
    const card = this.#from('waiting', { n: String(n), number: own?.number ?? '' })
    card.dataset.says = says
    const button = card.querySelector('button')
    if (own) button?.addEventListener('click', () => this.undo(own))
    else button?.parentElement?.remove()
  }

  /** One card each, while it and its undoing are on their way. @param {Held[]} rows */
  #undoing(rows) {
    const wanted = new Map(rows.map((row) => [row.undoes ?? row.id, row]))
    for (const card of /** @type {NodeListOf<HTMLElement>} */ (this.place.querySelectorAll('.undoing'))) {
      if (!wanted.delete(card.dataset.row ?? '')) card.remove()
    }
    for (const [id, { number }] of wanted) this.#from('undoing', { number }).dataset.row = id
  }

  /** What became of it, until somebody closes it, here or in another tab. @param {Held[]} rows */
  #told(rows) {
    const wanted = new Map(rows.map((row) => [row.id, row]))
    for (const card of /** @type {NodeListOf<HTMLElement>} */ (this.place.querySelectorAll('.refusal'))) {
      if (!wanted.delete(card.dataset.row ?? '')) card.remove()
    }
    for (const row of wanted.values()) row.told?.done ? this.#summary(row) : this.#outcome(row)
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
    back?.addEventListener('click', () => this.does.takeBack(row))
  }

  /** @param {Held} row */
  #outcome(row) {
    const { title = '', outcome = '', at = '', reason = '', words = '', why = '' } = row.told ?? {}
    const about = [row.number, row.title].filter(Boolean).join(', ')
    const card = this.#from(cardFor(row), { number: row.number, about, mine: row.outcome, title, outcome, at, reason, words, why })
    card.dataset.row = row.id
    lead(card, row)
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

/** @param {Held} row that has its answer @returns {string} the name of its card */
function cardFor(row) {
  if (row.undoes) return isUndone(row) ? 'undone' : 'not-undone'
  return row.told?.status === 409 ? 'clash' : 'refused'
}

/** To the report; about many there is none. @param {HTMLElement} card @param {Held} row */
function lead(card, { report }) {
  const link = /** @type {HTMLAnchorElement} */ (card.querySelector('a'))
  link.href = `/tinjau/${report}`
  link.hidden = !report
}

/** An empty fact takes its line along. @param {HTMLElement} card @param {string} slot @param {string} text */
function put(card, slot, text) {
  for (const place of card.querySelectorAll(`[data-slot="${slot}"]`)) {
    place.textContent = text
    if (place instanceof HTMLElement) place.hidden = !text
  }
}
