import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { say } from '../shared/words.js'

/** "Foto hanya lewat Wi-Fi". Words go over any line; where the browser cannot tell the line, it says so. */
export class SettingWifi extends Plain {
  static properties = { desk: { attribute: false }, on: { state: true } }

  constructor() {
    super()
    /** @type {import('./desk.js').Desk | null} */
    this.desk = null
    this.on = false
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('desk')) this.on = this.desk?.wifiOnly ?? false
  }

  render() {
    return html`<label class="choice">
        <input type="checkbox" .checked=${this.on} @change=${this.#choose} />
        <span>${say('settings.wifi_only')}</span>
      </label>
      <p class="hint">${say('settings.wifi_why')}</p>
      ${this.on && !this.desk?.tellsItsLine() ? html`<p class="hint">${say('settings.wifi_unknown')}</p>` : nothing}`
  }

  /** @param {Event} event */
  async #choose(event) {
    this.on = /** @type {HTMLInputElement} */ (event.target).checked
    await this.desk?.setWifiOnly(this.on)
  }
}

customElements.define('setting-wifi', SettingWifi)
