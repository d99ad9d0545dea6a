import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import './camera-texts.js'
import './photo-cover.js'

/** One photo, as large as the screen; what it shows of people can be covered. Tells `closed`, and what photo-cover tells. */
export class PhotoView extends Plain {
  static properties = {
    data: { attribute: false },
    photo: {},
    type: {},
    n: { type: Number },
    unseen: { state: true },
    covering: { state: true },
  }

  constructor() {
    super()
    /** @type {ArrayBuffer | null} */
    this.data = null
    this.type = ''
    this.n = 1
    this.unseen = false
    this.covering = false
    /** Its id. */
    this.photo = ''
    this.address = ''
  }

  render() {
    return html`<dialog class="photo-view ${this.covering ? 'is-covering' : ''}" aria-label=${say('photo.view.title', { n: this.n })} @close=${() => this.tell('closed')}>
      ${this.covering ? html`<photo-cover .photo=${this.photo} .address=${this.address} @left=${() => (this.covering = false)}></photo-cover>` : this.#whole()}
    </dialog>`
  }

  #whole() {
    return html`${this.unseen
        ? html`<p class="lead">${say('photo.view.cannot')}</p>`
        : html`<img src=${this.address} alt=${say('photo.view.title', { n: this.n })} @error=${() => (this.unseen = true)} />`}
      <div class="photo-ends">
        ${this.unseen ? nothing : html`<button class="button" type="button" @click=${() => (this.covering = true)}>${icon('eye-off')}${say('covers.phone.open')}</button>`}
        <button class="button is-quiet" type="button" @click=${this.#close}>${icon('x')}${say('photo.view.close')}</button>
      </div>`
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
