import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import { intentTo } from './intent.js'
import './install-texts.js'

/** Before anything is captured inside another app: why a browser is safer, and the way there. Tells `stay`. */
export class HostGate extends Plain {
  static properties = {
    desk: { attribute: false },
    host: { attribute: false },
    link: { state: true },
    copy: { state: true },
    named: { state: true },
  }

  constructor() {
    super()
    /** @type {import('./desk.js').Desk | null} */
    this.desk = null
    /** @type {import('./host.js').Host | null} */
    this.host = null
    this.link = `${location.origin}/lapor`
    /** @type {'' | 'done' | 'failed'} */
    this.copy = ''
    /** Whether the link says who comes. @type {'' | 'done' | 'failed'} */
    this.named = ''
  }

  render() {
    const { host } = this
    if (!host) return nothing
    return html`<section class="stack">
      <h1 tabindex="-1">${say('install.host.title')}</h1>
      <p class="lead">${host.app ? say('install.host.inside', { app: host.app }) : say('install.host.inside_some')}</p>
      <div class="notice" data-tone="sun">${icon('triangle-alert')}<div>${say('install.host.why')}</div></div>
      ${this.#unsent()} ${this.#name()} ${host.system === 'ios' ? this.#iosWay() : this.#androidWay()} ${this.#copying()}
      <div class="stack is-tight">
        <p class="hint">${say('install.host.stay_warning')}</p>
        <button class="button is-quiet is-wide" type="button" @click=${() => this.tell('stay')}>${say('install.host.stay')}</button>
      </div>
    </section>`
  }

  /** What waits here does not come along. */
  #unsent() {
    const n = this.desk?.unsent ?? 0
    return n ? html`<p role="status">${say('install.host.unsent', { n })} <a href="#laporan">${say('install.host.see')}</a></p>` : nothing
  }

  /** A browser does not know who was let in here: a link of their own tells it. */
  #name() {
    const me = this.desk?.me
    if (!me?.person) return nothing
    if (this.named === 'done') return html`<p role="status">${icon('check')} ${say('install.host.named')}</p>`
    return html`<div class="stack is-tight">
      <p>${say('install.host.name_why', { name: me.name })}</p>
      ${this.named === 'failed' ? html`<p class="fault" role="alert">${icon('triangle-alert')}${say('install.host.name_offline')}</p>` : nothing}
      <button class="button is-quiet is-wide" type="button" @click=${this.#takeAlong}>${icon('log-in')}${say('install.host.name')}</button>
    </div>`
  }

  #takeAlong = async () => {
    const link = await this.desk?.people.returnLink()
    this.named = link ? 'done' : 'failed'
    if (link) this.link = link
    this.copy = ''
  }

  #androidWay() {
    return html`<a class="button is-big is-wide" href=${intentTo(this.link)}>${icon('external-link')}${say('install.host.chrome')}</a>`
  }

  #iosWay() {
    return html`<ol>
      <li>${say('install.host.ios_menu')}</li>
      <li>${say('install.host.ios_open')}</li>
    </ol>`
  }

  #copying() {
    return html`<button class="button is-quiet is-wide" type="button" @click=${this.#copy}>${icon('copy')}${say('install.host.copy')}</button>
      ${this.copy === 'done' ? html`<p class="hint" role="status">${say('install.host.copied')}</p>` : nothing}
      ${this.copy === 'failed' ? this.#byHand() : nothing}`
  }

  #byHand() {
    return html`<div class="field">
      <label for="host-link">${say('install.host.by_hand')}</label>
      <input class="input" id="host-link" readonly .value=${this.link} @focus=${selectAll} />
    </div>`
  }

  /** Many apps keep the clipboard from pages: the address can then be held and copied. */
  #copy = async () => {
    try {
      await navigator.clipboard.writeText(this.link)
      this.copy = 'done'
    } catch {
      this.copy = 'failed'
    }
  }
}

/** @param {Event} event */
const selectAll = ({ target }) => /** @type {HTMLInputElement} */ (target).select()

customElements.define('host-gate', HostGate)
