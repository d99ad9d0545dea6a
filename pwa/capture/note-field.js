import { html } from 'lit'
import { Plain } from '../shared/element.js'
import { say } from '../shared/words.js'

const LENGTH_MAX = 2000 // protocol v1

/** Words of one's own; grows with them. Tells `fill`. */
export class NoteField extends Plain {
  static properties = { value: {} }

  constructor() {
    super()
    this.value = ''
  }

  render() {
    return html`<div class="field">
      <label class="as-h2" for="note">
        ${say('phone.note.title')} <span class="hint">(${say('phone.optional')})</span>
      </label>
      <p class="hint" id="note-hint">${say('phone.note.hint')}</p>
      <textarea
        class="input note"
        id="note"
        rows="2"
        maxlength=${LENGTH_MAX}
        aria-describedby="note-hint"
        .value=${this.value}
        @input=${this.#write}
      ></textarea>
    </div>`
  }

  /** As high as its words. An empty one is as high as it is: measuring would lay the form out while it is drawn. */
  updated() {
    const note = this.querySelector('textarea')
    if (!note || !(note.value || note.style.height)) return
    note.style.height = 'auto'
    note.style.height = `${note.scrollHeight + note.offsetHeight - note.clientHeight}px`
  }

  /** @param {Event} event */
  #write(event) {
    this.tell('fill', { note: /** @type {HTMLTextAreaElement} */ (event.target).value })
  }
}

customElements.define('note-field', NoteField)
