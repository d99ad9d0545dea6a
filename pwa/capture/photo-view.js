import { html } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import './camera-texts.js'

/** One photo, as large as the screen. Tells `closed`. */
export class PhotoView extends Plain {
  static properties = {
    data: { attribute: false },
    type: {},
    n: { type: Number },
    unseen: { state: true },
  }

  constructor() {
    super()
    /** @type {ArrayBuffer | null} */
    this.data = null
    this.type = ''
    this.n = 1
    this.unseen = false
    this.address = ''
  }

  render() {
    return html`<dialog class="photo-view" aria-label=${say('photo.view.title', { n: this.n })} @close=${() => this.tell('closed')}>
      ${this.unseen
        ? html`<p class="lead">${say('photo.view.cannot')}</p>`
        : html`<img src=${this.address} alt=${say('photo.view.title', { n: this.n })} @error=${() => (this.unseen = true)} />`}
      <button class="button is-quiet" type="button" @click=${this.#close}>${icon('x')}${say('photo.view.close')}</button>
    </dialog>`
  }

  willUpdate() {
    if (!this.address && this.data) this.address = URL.createObjectURL(new Blob([this.data], { type: this.type }))
  }

  firstUpdated() {
    this.querySelector('dialog')?.showModal()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    URL.revokeObjectURL(this.address)
  }

  #close() {
    this.querySelector('dialog')?.close()
  }
}

customElements.define('photo-view', PhotoView)
