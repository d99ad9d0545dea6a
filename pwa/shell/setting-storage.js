import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { listen } from '../shared/news.js'
import { say } from '../shared/words.js'

/** What the reports weigh on this phone, and whether the browser has promised to leave them alone. */
export class SettingStorage extends Plain {
  static properties = { desk: { attribute: false }, weight: { state: true } }

  constructor() {
    super()
    /** @type {import('./desk.js').Desk | null} */
    this.desk = null
    /** @type {import('../outbox/weight.js').Weight | null} */
    this.weight = null
    this.stop = () => {}
  }

  connectedCallback() {
    super.connectedCallback()
    this.stop = listen(({ what }) => what === 'safekeeping' && this.requestUpdate())
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.stop()
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('desk')) void this.#weigh()
  }

  async #weigh() {
    this.weight = (await this.desk?.safe.weigh()) ?? null
  }

  render() {
    const { weight } = this
    return html`<p role="status">
        ${weight ? say('settings.storage_kept', { n: weight.reports, size: megabytes(weight.bytes) }) : say('settings.storage_weighing')}
        ${weight && this.desk?.unsent ? say('settings.storage_unsent', { n: this.desk.unsent }) : nothing}
      </p>
      ${this.#protection()}`
  }

  #protection() {
    const safe = this.desk?.safe
    if (!safe || safe.isProtected === null) return nothing
    if (safe.isProtected) {
      return html`<p><span class="chip" data-tone="leaf">${icon('shield-check')}${say('settings.protected')}</span></p>
        <p class="hint">${say('settings.protected_why')}</p>`
    }
    return html`<p><span class="chip" data-tone="sun">${icon('shield-alert')}${say('settings.unprotected')}</span></p>
      <p class="hint">${say('settings.unprotected_why')}</p>
      <button class="button is-quiet" type="button" @click=${() => safe.protect()}>${icon('shield-check')}${say('settings.protect')}</button>`
  }
}

/** As people read it: one decimal place, and never nothing. @param {number} bytes */
const megabytes = (bytes) => Math.max(0.1, Math.round(bytes / 1e5) / 10)

customElements.define('setting-storage', SettingStorage)
