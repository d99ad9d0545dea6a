import { html } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'

/** People are in danger: the whole screen is one call to 112. The report waits behind it, kept. */
export class DangerCall extends Plain {
  render() {
    return html`<dialog class="danger" aria-labelledby="danger-title" @close=${() => this.tell('calm')}>
      <div class="danger-in">
        ${icon('siren', 'is-huge')}
        <h2 id="danger-title">${say('phone.danger.title')}</h2>
        <p>${say('phone.danger.why')}</p>
        <a class="button is-big is-wide danger-button" href="tel:112">${icon('phone', 'is-big')}${say('phone.danger.call')}</a>
        <button class="button is-quiet is-wide" type="button" @click=${this.close}>${say('phone.danger.continue')}</button>
      </div>
    </dialog>`
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'))
  }

  show() {
    if (!this.#dialog.open) this.#dialog.showModal()
  }

  close() {
    this.#dialog.close()
  }
}

customElements.define('danger-call', DangerCall)
