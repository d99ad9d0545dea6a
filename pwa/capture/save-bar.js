import { html, nothing } from 'lit'
import { UNDO_MS } from '../outbox/row.js'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { language, say } from '../shared/words.js'

const SLIP_MS = UNDO_MS - 1000 // gone before it is too late

/**
 * Always in reach: *Simpan*, what it still needs, and the way back after a slip. Tells `back`, `see` for what may be the
 * same, and `slip` when it is late.
 */
export class SaveBar extends Plain {
  static properties = { missing: { attribute: false }, near: { attribute: false }, problem: {}, waiting: { type: Boolean }, slip: { attribute: false } }

  constructor() {
    super()
    /** @type {import('./missing.js').Missing | null} */
    this.missing = null
    /** How many reports near by may be the same. */
    this.near = 0
    this.problem = ''
    /** *Simpan* was pressed, a photo is still being read. */
    this.waiting = false
    /** @type {import('./form.js').Slip | null} */
    this.slip = null
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.late = undefined
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('slip')) return
    clearTimeout(this.late)
    if (this.slip) this.late = setTimeout(() => this.tell('slip', null), SLIP_MS)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    clearTimeout(this.late)
  }

  render() {
    return html`<div class="save-bar">
      <div role="status" class="slip-place">${this.slip ? this.#slip(this.slip) : nothing}</div>
      ${this.problem
        ? html`<p class="fault" role="alert">${icon('triangle-alert')}<span>${this.problem}</span></p>`
        : html`<p class="save-hint" id="save-hint">${this.#hint()}</p>`}
      <button class="button is-big is-wide" type="submit" aria-describedby=${this.problem ? nothing : 'save-hint'}>
        ${icon('check', 'is-big')}${say('phone.save')}
      </button>
    </div>`
  }

  /** @param {import('./form.js').Slip} slip */
  #slip({ what }) {
    return html`<div class="slip">
      <span>${say(`capture.slip.${what}`)}</span>
      <button class="button is-quiet" type="button" @click=${() => this.tell('back')}>${icon('undo-2')}${say('capture.slip.back')}</button>
    </div>`
  }

  #hint() {
    if (this.waiting) return html`<span role="status">${say('phone.photo.coming')}</span>`
    if (!this.missing && this.near) return html`<button class="link-button" type="button" @click=${() => this.tell('see')}>${say('pack.hint.look')}</button>`
    if (!this.missing) return html`${icon('circle-check-big')}<span>${say('capture.hint.complete')}</span>`
    const label = this.missing.field === 'question' ? this.missing.label[language()] : say(`capture.hint.${this.missing.field}`)
    return html`<span>${say('capture.hint.needs', { label })}</span>`
  }
}

customElements.define('save-bar', SaveBar)
