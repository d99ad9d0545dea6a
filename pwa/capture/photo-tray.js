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
      @captured=${this.#captured}
      @removed=${this.#removed}
      @failed=${(/** @type {CustomEvent} */ { detail }) => this.form.saver.failed(detail)}
    ></photo-field>`
  }

  /** Before *Simpan*: a photo that is still being read would be left behind. */
  async arrived() {
    const field = /** @type {import('./photo-field.js').PhotoField | null} */ (this.form.querySelector('photo-field'))
    return field ? field.arrived() : true
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
