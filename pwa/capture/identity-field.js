import { html } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'

/** @type {Record<import('../outbox/row.js').Form['identity'], string>} */
const SIGNS = { named: 'user', confidential: 'lock', anonymous: 'user-x' }

/** Under whose name, in one line; folded out to choose another way. Tells `fill`, and `look` when it is folded. */
export class IdentityField extends Plain {
  static properties = { value: {}, open: { type: Boolean } }

  constructor() {
    super()
    /** @type {import('../outbox/row.js').Form['identity']} */
    this.value = 'named'
    this.open = false
  }

  render() {
    return html`<details class="fold" ?open=${this.open} @toggle=${this.#toggled}>
      <summary>
        ${icon(SIGNS[this.value])}
        <span class="fold-words">
          <strong>${say(`phone.identity.${this.value}`)}</strong>
          <span class="hint">${say(`phone.identity.${this.value}_why`)}</span>
        </span>
        ${icon('chevron-down', 'fold-sign')}
      </summary>
      <fieldset>
        <legend class="hidden-words">${say('phone.identity.title')}</legend>
        <div class="pills is-even">${Object.entries(SIGNS).map(([identity, sign]) => this.#choice(identity, sign))}</div>
      </fieldset>
    </details>`
  }

  /** @param {string} identity @param {string} sign */
  #choice(identity, sign) {
    return html`<label class="pill">
      <input
        type="radio"
        name="identity"
        .checked=${this.value === identity}
        @change=${() => this.tell('fill', { identity })}
      />
      <span>${icon(sign)}${say(`phone.identity.${identity}`)}</span>
    </label>`
  }

  /** @param {Event} event */
  #toggled(event) {
    const { open } = /** @type {HTMLDetailsElement} */ (event.target)
    if (open !== this.open) this.tell('look', { part: 'identity', open })
  }
}

customElements.define('identity-field', IdentityField)
