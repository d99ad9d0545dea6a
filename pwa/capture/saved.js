import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import './saved-texts.js'

/** "Tersimpan di HP ini", and what becomes of it while one looks. Tells `new` and `list`. */
export class ReportSaved extends Plain {
  static properties = {
    row: { attribute: false },
    status: { attribute: false },
    delivering: { type: Boolean },
    unprotected: { type: Boolean },
    more: { state: true },
  }

  constructor() {
    super()
    /** @type {import('../outbox/row.js').Row | null} */
    this.row = null
    /** @type {import('../outbox/chain.js').Status | null} */
    this.status = null
    this.delivering = false
    /** The browser may clear what is kept here. */
    this.unprotected = false
    /** @type {typeof import('./saved-more.js') | null} */
    this.more = null
  }

  connectedCallback() {
    super.connectedCallback()
    void this.#fetchMore()
  }

  /** A piece of its own, and below all that is pressed: that it is saved is said at once, with or without it. */
  async #fetchMore() {
    try {
      this.more = await import('./saved-more.js')
    } catch {
      // Not on this phone yet; the words say the same.
    }
  }

  render() {
    return html`<section class="saved">
      <span class="saved-mark">${icon('check', 'is-huge')}</span>
      <h1 tabindex="-1">${say('phone.saved.title')}</h1>
      <p class="lead" role="status">${this.#fate()}</p>
      <div class="stack is-tight saved-ways">
        <button class="button is-big is-wide" type="button" @click=${() => this.tell('new')}>
          ${icon('camera')}${say('phone.saved.another')}
        </button>
        <button class="button is-quiet is-wide" type="button" @click=${() => this.tell('list')}>
          ${icon('inbox')}${say('phone.saved.list')}
        </button>
        ${this.row?.server ? this.more?.drawInvitation() : nothing}
      </div>
      ${this.row && this.more ? html`<div class="card saved-chain">${this.more.drawChain(this.row, this.status, 'is-tall')}</div>` : nothing}
      ${this.unprotected && !this.row?.server ? this.#protection() : nothing}
    </section>`
  }

  /** Why the browser may be asking something just now, and what to answer. */
  #protection() {
    return html`<div class="notice saved-chain" data-tone="sun">
      ${icon('shield-alert')}
      <div class="stack is-tight">
        <p>${say('phone.saved.unprotected')}</p>
        <a class="button is-quiet" href="#setelan">${say('phone.saved.protect')}</a>
      </div>
    </div>`
  }

  #fate() {
    const { server = null, state } = this.row ?? {}
    if (state === 'stored') return say('phone.saved.stored')
    if (server) return say('phone.saved.sent', { number: server.number })
    return say(this.delivering ? 'phone.saved.sending' : 'phone.saved.waiting')
  }
}

customElements.define('report-saved', ReportSaved)
