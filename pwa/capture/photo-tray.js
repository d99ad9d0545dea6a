import { html } from 'lit'
import './photo-field.js'

/** @typedef {import('./form.js').LaporForm} LaporForm */
/** @typedef {import('./draft.js').Taken} Taken */

/** The photos of the form: what follows when one came, and the way back when one was taken out. */
export class PhotoTray {
  /** @param {LaporForm} form */
  constructor(form) {
    this.form = form
  }

  render() {
    const { draft, isFull, lost, distrusted } = this.form
    return html`<photo-field
      .draft=${draft}
      .photos=${draft?.photos ?? []}
      .isFull=${isFull}
      ?lost=${lost}
      ?distrusted=${distrusted}
      ?needed=${draft?.row.form.mended}
      @captured=${this.#captured}
      @removed=${this.#removed}
      @failed=${(/** @type {CustomEvent} */ { detail }) => this.form.saver.failed(detail)}
    ></photo-field>`
  }

  /** Whether a picker gave something that is not in the draft yet. */
  get coming() {
    return Boolean(this.#field?.arrivals.coming)
  }

  /** Before *Simpan*. @returns {Promise<boolean>} see PhotoField */
  async arrived() {
    return (await this.#field?.arrived()) ?? true
  }

  get #field() {
    return /** @type {import('./photo-field.js').PhotoField | null} */ (this.form.querySelector('photo-field'))
  }

  #captured = () => {
    this.form.lost = false
    this.form.findPlace()
    this.form.requestUpdate()
  }

  /** @param {CustomEvent<Taken | null>} event */
  #removed = ({ detail: taken }) => {
    const { form } = this
    const draft = /** @type {import('./draft.js').Draft} */ (form.draft)
    if (taken) form.tell('slip', { what: 'photo', back: () => draft.putBack(taken) })
    form.requestUpdate()
  }
}
