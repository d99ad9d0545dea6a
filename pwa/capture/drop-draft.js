import { html } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'

/** Throws the draft away, after a second thought. Tells `drop`. */
export class DropDraft extends Plain {
  static properties = { asked: { state: true } }

  constructor() {
    super()
    this.asked = false
  }

  render() {
    return this.asked ? this.#really() : this.#ask()
  }

  #ask() {
    return html`<button class="link-button drop" type="button" @click=${() => (this.asked = true)}>
      ${icon('trash-2')}${say('phone.save.drop_draft')}
    </button>`
  }

  #really() {
    return html`<div class="notice" data-tone="clay" role="group" aria-label=${say('phone.save.drop_ask')}>
      ${icon('trash-2')}
      <div class="stack is-tight">
        <p role="alert">${say('phone.save.drop_ask')}</p>
        <div class="row">
          <button class="button is-danger" type="button" @click=${() => this.tell('drop')}>
            ${say('phone.save.drop_yes')}
          </button>
          <button class="button is-quiet" type="button" @click=${() => (this.asked = false)}>
            ${say('phone.cancel')}
          </button>
        </div>
      </div>
    </div>`
  }
}

customElements.define('drop-draft', DropDraft)
