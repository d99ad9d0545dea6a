import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { listen } from '../shared/news.js'
import { say } from '../shared/words.js'
import { isUnsent } from './row.js'
import './card.js'

/** @typedef {import('./row.js').Row} Row */

/** Every report on this phone. Tells `send`, and what its cards tell. */
export class OutboxList extends Plain {
  static properties = {
    register: { attribute: false },
    box: { attribute: false },
    me: { attribute: false },
    delivering: { type: Boolean },
    standing: {},
    rows: { state: true },
  }

  constructor() {
    super()
    /** @type {import('../shared/register.js').Register | null} */
    this.register = null
    /** @type {typeof import('./box.js') | null} */
    this.box = null
    /** @type {import('./deliver.js').Me | null} */
    this.me = null
    this.delivering = false
    this.standing = 'idle'
    /** @type {Row[] | null} */
    this.rows = null
    this.stop = () => {}
  }

  connectedCallback() {
    super.connectedCallback()
    this.stop = listen((news) => void (news.what === 'rows' || news.what === 'progress' ? this.#load() : undefined))
    void this.#load()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.stop()
  }

  async #load() {
    this.rows = (await this.box?.all()) ?? null
  }

  render() {
    return html`<div class="stack">
      <h1 tabindex="-1">${say('phone.mine')}</h1>
      <button class="button is-big is-wide" type="button" @click=${() => this.tell('new')}>
        ${icon('camera', 'is-big')}${say('phone.new')}
      </button>
      ${this.rows ? this.#loaded(this.rows) : html`<p role="status">${say('phone.list.loading')}</p>`}
    </div>`
  }

  /** @param {Row[]} rows */
  #loaded(rows) {
    if (!rows.length) return this.#none()
    return html`${this.#standing(rows.filter(isUnsent).length)}
      <ul class="stack is-tight" role="list">
        ${rows.map(
          (row) => html`<li>
            <outbox-card .row=${row} .register=${this.register} .box=${this.box} .me=${this.me} ?delivering=${this.delivering}></outbox-card>
          </li>`,
        )}
      </ul>`
  }

  #none() {
    return html`<div class="empty">
      ${icon('inbox')}
      <p><strong>${say('phone.list.none')}</strong></p>
      <p class="muted">${say('phone.list.none_why')}</p>
    </div>`
  }

  /** @param {number} unsent */
  #standing(unsent) {
    const tone = unsent ? 'sun' : 'leaf'
    return html`<div class="notice" data-tone=${tone}>
      ${icon(unsent ? 'cloud-upload' : 'circle-check-big')}
      <div class="stack is-tight">
        <p role="status">
          <strong>${unsent ? say('phone.list.unsent', { n: unsent }) : say('phone.list.all_sent')}</strong>
          ${unsent ? this.#why() : nothing}
        </p>
        ${unsent ? this.#sendNow() : nothing}
      </div>
    </div>`
  }

  #why() {
    if (this.delivering) return say('phone.list.sending')
    return this.standing === 'later' ? say('phone.list.no_network') : nothing
  }

  #sendNow() {
    return html`<button class="button is-quiet" type="button" ?disabled=${this.delivering} @click=${() => this.tell('send')}>
      ${icon('send')}${say('phone.list.send')}
    </button>`
  }
}

customElements.define('outbox-list', OutboxList)
