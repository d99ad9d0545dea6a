import { html } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'

/** "Tersimpan di HP ini", and what becomes of it while one looks. Tells `new` and `list`. */
export class ReportSaved extends Plain {
  static properties = { row: { attribute: false }, delivering: { type: Boolean } }

  constructor() {
    super()
    /** @type {import('../outbox/row.js').Row | null} */
    this.row = null
    this.delivering = false
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
      </div>
    </section>`
  }

  #fate() {
    const { server = null } = this.row ?? {}
    if (server) return say('phone.saved.sent', { number: server.number })
    return say(this.delivering ? 'phone.saved.sending' : 'phone.saved.waiting')
  }
}

customElements.define('report-saved', ReportSaved)
