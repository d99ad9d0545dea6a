// The list of cases on this phone. Its words lie in the page's templates.

import { metres, spoken } from './where.js'

/** @typedef {import('./taken.js').Line} Line */

export class FieldList {
  /** Where the phone was when asked. @type {{ lat: number, lon: number } | null} */
  here = null
  /** What is drawn, by case: a decision draws none of the others again. @type {Map<string, { line: HTMLElement, taken_at: number }>} */
  #drawn = new Map()

  /** @param {Document} page */
  constructor(page) {
    this.page = page
    this.list = /** @type {HTMLElement} */ (page.getElementById('dibawa'))
    this.language = page.documentElement.lang
  }

  /**
   * @param {Line[]} rows
   * @param {(row: Line) => Promise<string | null>} pictureOf
   * @returns {boolean} whether they are others than those drawn before, or were taken anew
   */
  draw(rows, pictureOf) {
    const before = this.#drawn
    this.#drawn = new Map(rows.map((row) => [row.id, { line: this.#line(row, before.get(row.id), pictureOf), taken_at: row.taken_at }]))
    this.#place(this.ordered(rows).map(({ id }) => /** @type {{ line: HTMLElement }} */ (this.#drawn.get(id)).line))
    const none = this.page.getElementById('kosong')
    if (none) none.hidden = rows.length > 0
    for (const button of this.page.querySelectorAll('#alat .is-quiet')) /** @type {HTMLElement} */ (button).hidden = !rows.length
    return rows.length !== before.size || rows.some(({ id, taken_at }) => before.get(id)?.taken_at !== taken_at)
  }

  /** Only where something moves: a line that is put in anew loses the focus. @param {HTMLElement[]} lines */
  #place(lines) {
    const { children } = this.list
    if (lines.length !== children.length || lines.some((line, at) => line !== children[at])) this.list.replaceChildren(...lines)
  }

  /** Undecided ones first, then the nearest, then as in the queue. @param {Line[]} rows */
  ordered(rows) {
    const rank = (/** @type {Line} */ row) => Number(Boolean(row.outcome))
    const far = (/** @type {Line} */ { place }) => (this.here ? (place ? metres(this.here, place) : Infinity) : 0)
    return [...rows].sort((a, b) => rank(a) - rank(b) || (far(a) === far(b) ? a.turn - b.turn : far(a) - far(b)))
  }

  /** @param {string} name @param {{ n?: number, at?: number }} [facts] */
  tell(name, { n = 0, at = 0 } = {}) {
    this.#say(this.#words(name).replace('{n}', String(n)).replace('{ago}', () => this.#ago(at)))
  }

  /** Beside what is told already. @param {string} name */
  tellMore(name) {
    this.#say(`${this.page.getElementById('keadaan')?.textContent} ${this.#words(name)}`)
  }

  /** @param {string} text */
  #say(text) {
    const place = this.page.getElementById('keadaan')
    if (place) place.textContent = text
  }

  /** @param {string} name */
  #words(name) {
    const words = this.page.getElementById(`said-state-${name}`)
    return /** @type {HTMLTemplateElement | null} */ (words)?.content.textContent ?? ''
  }

  /** @param {number} at milliseconds since 1970 */
  #ago(at) {
    const minutes = Math.max(0, Math.round((Date.now() - at) / 60_000))
    const [n, unit] = minutes < 60 ? [minutes, 'minute'] : minutes < 2_880 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1_440), 'day']
    return new Intl.RelativeTimeFormat(this.language, { numeric: 'auto' }).format(-n, /** @type {'minute'} */ (unit))
  }

  /**
   * @param {Line} row
   * @param {{ line: HTMLElement, taken_at: number } | undefined} before of an earlier drawing
   * @param {(row: Line) => Promise<string | null>} pictureOf
   */
  #line(row, before, pictureOf) {
    const line = before?.taken_at === row.taken_at ? before.line : this.#newLine(row, pictureOf)
    const far = this.here && row.place ? spoken(metres(this.here, row.place), this.language) : ''
    const facts = { title: row.title, note: row.note, number: row.number, area: [row.area, row.rt && `RT ${row.rt}`].filter(Boolean).join(' '), distance: far, outcome: row.outcome }
    for (const [slot, text] of Object.entries(facts)) fill(line, slot, text)
    return line
  }

  /** @param {Line} row @param {(row: Line) => Promise<string | null>} pictureOf */
  #newLine(row, pictureOf) {
    const template = /** @type {HTMLTemplateElement} */ (this.page.getElementById('said-kept'))
    const line = /** @type {HTMLElement} */ (this.page.importNode(template.content, true).firstElementChild)
    line.querySelector('a')?.setAttribute('href', `#${row.id}`)
    void pictureOf(row).then((address) => address && line.querySelector('.case-thumb')?.replaceWith(thumb(this.page, address)))
    return line
  }
}

/** @param {HTMLElement} line @param {string} slot @param {string} text */
function fill(line, slot, text) {
  const place = line.querySelector(`[data-slot="${slot}"]`)
  if (!(place instanceof HTMLElement)) return
  place.textContent = text
  const frame = place.closest('.chip, .with-icon') ?? place
  if (frame instanceof HTMLElement) frame.hidden = !text
}

/** @param {Document} page @param {string} address */
function thumb(page, address) {
  const picture = page.createElement('img')
  const letGo = () => URL.revokeObjectURL(address) // it is in sight, or never will be
  Object.assign(picture, { onload: letGo, onerror: letGo, src: address, alt: '', width: 96, height: 96, className: 'case-thumb' })
  return picture
}
