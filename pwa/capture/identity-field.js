import { html } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'

/** @type {[import('../outbox/row.js').Form['identity'], string][]} */
const CHOICES = [
  ['named', 'user'],
  ['confidential', 'lock'],
  ['anonymous', 'user-x'],
]

/** Under whose name. The choice is remembered for the next report. Tells `fill`. */
export class IdentityField extends Plain {
  static properties = { value: {} }

  constructor() {
    super()
    this.value = 'named'
  }

  render() {
    return html`<section class="card">
      <fieldset class="stack is-tight">
        <legend class="as-h2">${say('phone.identity.title')}</legend>
        <div class="pills is-even">
          ${CHOICES.map(
            ([identity, sign]) => html`<label class="pill">
              <input
                type="radio"
                name="identity"
                .checked=${this.value === identity}
                @change=${() => this.tell('fill', { identity })}
              />
              <span>${icon(sign)}${say(`phone.identity.${identity}`)}</span>
            </label>`,
          )}
        </div>
        <p class="hint" role="status">${say(`phone.identity.${this.value}_why`)}</p>
      </fieldset>
    </section>`
  }
}

customElements.define('identity-field', IdentityField)
