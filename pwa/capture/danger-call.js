import { html } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'

/**
 * People are in danger: the whole screen is one call to 112. The report waits behind it, kept.
 * Tells `danger` with whether it is marked so, and `calm` when the screen is left.
 */
export class DangerCall extends Plain {
  static properties = { marked: { type: Boolean }, likely: { state: true } }

  constructor() {
    super()
    this.marked = false
    /** Nobody said so: what is reported is dangerous by its nature. */
    this.likely = false
  }

  render() {
    return html`
      ${this.marked ? this.#marked() : this.#button()}
      <dialog class="danger" aria-labelledby="danger-title" @close=${() => this.tell('calm')}>
        <div class="danger-in">
          ${icon('siren', 'is-huge')}
          <h2 id="danger-title">${say(this.likely ? 'capture.danger.likely' : 'phone.danger.title')}</h2>
          <p>${say('phone.danger.why')}</p>
          <a class="button is-big is-wide danger-button" href="tel:112" @click=${() => this.tell('danger', true)}>
            ${icon('phone', 'is-big')}${say('phone.danger.call')}
          </a>
          <button class="button is-quiet is-wide" type="button" @click=${this.close}>${say('phone.danger.continue')}</button>
        </div>
      </dialog>
    `
  }

  #button() {
    return html`<button class="button is-wide danger-ask" type="button" @click=${this.ask}>
      ${icon('siren')}${say('phone.danger.ask')}
    </button>`
  }

  #marked() {
    return html`<div class="notice danger-marked" data-tone="clay">
      ${icon('siren')}
      <div>
        <p>${say('phone.danger.marked')}</p>
        <div class="row">
          <a class="button is-danger" href="tel:112">${icon('phone')}${say('capture.danger.again')}</a>
          <button class="link-button" type="button" @click=${() => this.tell('danger', false)}>${say('capture.danger.unmark')}</button>
        </div>
      </div>
    </div>`
  }

  /** Somebody is in danger: marked, and 112 before everything else. */
  ask() {
    this.tell('danger', true)
    void this.#show(false)
  }

  /** What is reported is dangerous by its nature: 112 first, and nothing is marked before it is called. */
  warn() {
    void this.#show(true)
  }

  close() {
    this.querySelector('dialog')?.close()
  }

  /** @param {boolean} likely */
  async #show(likely) {
    this.likely = likely
    await this.updateComplete
    const dialog = this.querySelector('dialog')
    if (dialog && !dialog.open) dialog.showModal()
  }
}

customElements.define('danger-call', DangerCall)
