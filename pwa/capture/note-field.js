import { html } from 'lit'
import { Plain } from '../shared/element.js'
import { say } from '../shared/words.js'

const LENGTH_MAX = 2000 // protocol v1

/** Words of one's own. Tells `fill`. */
export class NoteField extends Plain {
  static properties = { value: {} }

  constructor() {
    super()
    this.value = ''
  }

  render() {
    return html`<section class="card">
      <div class="field">
        <label class="as-h2" for="note">
          ${say('phone.note.title')} <span class="hint">(${say('phone.optional')})</span>
        </label>
        <p class="hint" id="note-hint">${say('phone.note.hint')}</p>
        <textarea
          class="input"
          id="note"
          rows="3"
          maxlength=${LENGTH_MAX}
          aria-describedby="note-hint"
          .value=${this.value}
          @input=${this.#write}
        ></textarea>
      </div>
    </section>`
  }

  /** @param {Event} event */
  #write(event) {
    this.tell('fill', { note: /** @type {HTMLTextAreaElement} */ (event.target).value })
  }
}

customElements.define('note-field', NoteField)
