import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'

/**
 * Camera first, gallery second; where the camera once took the page with it, a camera inside the page before both.
 * Tells `expect` before a picker opens, `files` when it returns, `nothing` when it was closed, `find` for the
 * camera inside.
 */
export class PhotoPickers extends Plain {
  static properties = { first: { type: Boolean }, distrusted: { type: Boolean } }

  constructor() {
    super()
    this.first = false
    this.distrusted = false
  }

  render() {
    if (this.distrusted && navigator.mediaDevices) return this.#withFinder()
    return html`<div class=${this.first ? 'stack is-tight' : 'row'}>
      ${this.#picker('camera', say(this.first ? 'phone.photo.take' : 'phone.photo.more'), { big: this.first, camera: true })}
      ${this.#picker('images', say(this.first ? 'phone.photo.gallery' : 'phone.photo.gallery_too'), {})}
    </div>`
  }

  #withFinder() {
    return html`<div class="stack is-tight">
      <button class="button is-wide ${this.first ? 'is-big shutter' : ''}" type="button" @click=${() => this.tell('find')}>
        ${icon('camera', 'is-big')}<span>${say('photo.take_here')}</span>
      </button>
      <div class="row">
        ${this.#picker('smartphone', say('photo.take_elsewhere'), { camera: true })}
        ${this.#picker('images', say('phone.photo.gallery_too'), {})}
      </div>
    </div>`
  }

  /**
   * A label, so that the whole of it opens the picker even where scripts may not click.
   *
   * @param {string} sign @param {string} words @param {{ big?: boolean, camera?: boolean }} how
   */
  #picker(sign, words, { big = false, camera = false }) {
    const kind = big ? 'button is-big is-wide shutter' : 'button is-quiet picker'
    return html`<label class=${kind}>
      ${icon(sign, big ? 'is-big' : '')}<span>${words}</span>
      <input
        class="hidden-words"
        type="file"
        accept="image/*"
        capture=${camera ? 'environment' : nothing}
        ?multiple=${!camera}
        data-from=${camera ? 'camera' : 'gallery'}
        @click=${this.#opens}
        @cancel=${() => this.tell('nothing')}
        @change=${this.#picked}
      />
    </label>`
  }

  /** Emptied first: the same photo chosen again would be no change. @param {Event} event */
  #opens(event) {
    const input = /** @type {HTMLInputElement} */ (event.target)
    input.value = ''
    this.tell('expect')
  }

  /** @param {Event} event */
  #picked(event) {
    const input = /** @type {HTMLInputElement} */ (event.target)
    this.tell('files', { files: [...(input.files ?? [])], camera: input.dataset['from'] === 'camera' })
  }
}

customElements.define('photo-pickers', PhotoPickers)
