import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { listen } from '../shared/news.js'
import { say } from '../shared/words.js'
import { home, isInstalled } from './home.js'
import { hostOf } from './host.js'
import { Install, leftBehind } from './install.js'
import './install-texts.js'

/** The way to the home screen: an offer after a report was saved, and in the settings (`kind`) whenever one looks. */
export class InstallPart extends Plain {
  static properties = { desk: { attribute: false }, kind: {} }

  constructor() {
    super()
    /** @type {import('./desk.js').Desk | null} */
    this.desk = null
    /** @type {'offer' | 'setting'} */
    this.kind = 'offer'
    /** @type {Install | null} */
    this.install = null
    this.stop = () => {}
  }

  connectedCallback() {
    super.connectedCallback()
    this.stop = listen(() => void this.#look())
    void this.#look()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.stop()
  }

  async #look() {
    if (!this.desk) return
    this.install ??= installOn(this.desk)
    await this.install.look()
    this.requestUpdate()
  }

  render() {
    const { install } = this
    if (!install) return nothing
    if (this.kind === 'setting') return this.#way(install)
    if (!install.isOffered) return nothing
    return html`<section class="card stack is-tight" aria-labelledby="install-offer">
      <h2 class="as-h3" id="install-offer">${say('install.title')}</h2>
      <p>${say('install.why')}</p>
      ${this.#way(install)}
      <div class="row"><button class="button is-quiet" type="button" @click=${this.#later}>${say('install.later')}</button></div>
    </section>`
  }

  /** @param {Install} install */
  #way(install) {
    const { way } = install
    if (way === 'prompt') return html`<div class="row"><button class="button" type="button" @click=${this.#accept}>${icon('smartphone')}${say('install.yes')}</button></div>`
    if (way === 'ios') return this.#byHand()
    return html`<p>${say(`install.way.${way}`)}</p>`
  }

  #byHand() {
    return html`<ol>
        <li>${say('install.ios_share')}</li>
        <li>${say('install.ios_add')}</li>
      </ol>
      ${this.desk?.me?.person ? html`<p class="hint">${say('install.ios_name')}</p>` : nothing}`
  }

  #accept = async () => {
    await this.install?.accept()
    this.requestUpdate()
  }

  #later = async () => {
    await this.install?.later()
    this.requestUpdate()
  }
}

/** @param {import('./desk.js').Desk} desk */
function installOn({ given: { facts, box, following, people } }) {
  const agent = navigator.userAgent
  const left = () => leftBehind({ box, replies: following.replies, countSealed: people.countSealed })
  return new Install({ facts, home, isInstalled, agent, isHosted: hostOf(agent, isInstalled()) !== null, left })
}

customElements.define('install-part', InstallPart)
