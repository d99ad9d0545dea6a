import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { began } from '../shared/stopwatch.js'
import { thumbAddress } from '../shared/thumb.js'
import { say } from '../shared/words.js'
import { PHOTOS_MAX } from './file.js'

/**
 * Camera first, gallery second. Tells `expect` before the picker opens, `files` when it returns, `nothing` when
 * it was closed, `remove` with a photo's id.
 */
export class PhotoField extends Plain {
  static properties = { photos: { attribute: false }, max: { type: Number }, problem: {} }

  constructor() {
    super()
    /** @type {import('../outbox/row.js').PhotoRow[]} */
    this.photos = []
    this.max = PHOTOS_MAX
    this.problem = ''
  }

  render() {
    return html`
      <section class="card stack" aria-labelledby="photo-title">
        <h2 id="photo-title">${say('phone.photo.title')}</h2>
        ${this.photos.length ? this.#album() : nothing} ${this.#pickers()}
        <div role="status" class=${this.problem ? 'fault' : 'hint'}>
          ${this.problem ? icon('triangle-alert') : nothing}<span>${this.#sentence()}</span>
        </div>
      </section>
    `
  }

  #sentence() {
    if (this.problem) return this.problem
    if (this.photos.some((photo) => !photo.ready)) return say('phone.photo.shrinking')
    if (this.photos.length >= this.max) return say('phone.photo.full', { n: this.max })
    return this.photos.length ? say('phone.photo.kept') : say('phone.photo.hint', { n: this.max })
  }

  #album() {
    return html`<ul class="album" role="list">
      ${this.photos.map((photo, i) => this.#photo(photo, i + 1))}
    </ul>`
  }

  /** @param {import('../outbox/row.js').PhotoRow} photo @param {number} n */
  #photo({ id, ready, thumb }, n) {
    return html`<li class="album-photo" ?data-busy=${!ready}>
      ${thumb ? html`<img src=${thumbAddress(thumb)} alt=${say('phone.photo.nth', { n })} />` : icon('image', 'is-big')}
      <button
        class="album-remove"
        type="button"
        aria-label=${say('phone.photo.remove', { n })}
        @click=${() => this.tell('remove', id)}
      >
        ${icon('x')}
      </button>
    </li>`
  }

  #pickers() {
    if (this.photos.length >= this.max) return nothing
    const first = this.photos.length === 0
    return html`<div class=${first ? 'stack is-tight' : 'row'}>
      ${this.#picker('camera', say(first ? 'phone.photo.take' : 'phone.photo.more'), first, true)}
      ${this.#picker('images', say(first ? 'phone.photo.gallery' : 'phone.photo.gallery_too'), false, false)}
    </div>`
  }

  /**
   * A label, so that the whole of it opens the picker even where scripts may not click.
   *
   * @param {string} sign @param {string} words @param {boolean} big @param {boolean} camera
   */
  #picker(sign, words, big, camera) {
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
    began('photo-safe')
    const input = /** @type {HTMLInputElement} */ (event.target)
    const files = [...(input.files ?? [])]
    this.tell('files', { files, camera: input.dataset['from'] === 'camera' })
  }
}

customElements.define('photo-field', PhotoField)
