import { html } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { thumbAddress } from '../shared/thumb.js'
import { say } from '../shared/words.js'

/** The photos taken so far, each with its state in words. Tells `look` with id and number, `remove` with an id. */
export class PhotoStrip extends Plain {
  static properties = { photos: { attribute: false } }

  constructor() {
    super()
    /** @type {import('../outbox/row.js').PhotoRow[]} */
    this.photos = []
  }

  render() {
    return html`<ul class="album" role="list">
      ${this.photos.map((photo, i) => this.#photo(photo, i + 1))}
    </ul>`
  }

  /** @param {import('../outbox/row.js').PhotoRow} photo @param {number} n */
  #photo({ id, ready, thumb }, n) {
    const state = say(ready ? 'photo.state.kept' : 'photo.state.shrinking')
    return html`<li class="album-photo" ?data-busy=${!ready}>
      <button class="album-view" type="button" aria-label=${say('photo.look', { n, state })} @click=${() => this.tell('look', { id, n })}>
        ${thumb ? html`<img src=${thumbAddress(thumb)} alt="" />` : icon('image', 'is-big')}
      </button>
      <span class="album-state" aria-hidden="true">${icon(ready ? 'check' : 'hard-drive')}${state}</span>
      <button class="album-remove" type="button" aria-label=${say('phone.photo.remove', { n })} @click=${() => this.tell('remove', id)}>
        ${icon('x')}
      </button>
    </li>`
  }
}

customElements.define('photo-strip', PhotoStrip)
