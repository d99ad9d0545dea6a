import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import '../follow/push-card.js'
import { icon } from '../shared/icon.js'
import { switchLanguage } from '../shared/language.js'
import { say } from '../shared/words.js'
import '../people/setting-owner.js'
import '../people/setting-rescue.js'
import './settings-texts.js'
import './install-part.js'
import './setting-storage.js'
import './setting-wifi.js'

/** @typedef {import('./desk.js').Desk} Desk */

/**
 * What stands on the page, in this order; another part of the app adds its line. `draw` may give nothing.
 *
 * @type {{ key: string, sign: string, draw: (desk: Desk) => unknown }[]}
 */
export const SECTIONS = [
  { key: 'owner', sign: 'user', draw: (desk) => html`<setting-owner .desk=${desk}></setting-owner>` },
  { key: 'wifi', sign: 'wifi', draw: (desk) => html`<setting-wifi .desk=${desk}></setting-wifi>` },
  { key: 'storage', sign: 'hard-drive', draw: (desk) => html`<setting-storage .desk=${desk}></setting-storage>` },
  { key: 'install', sign: 'smartphone', draw: (desk) => html`<install-part kind="setting" .desk=${desk}></install-part>` },
  { key: 'told', sign: 'bell', draw: (desk) => desk.following.push.state === 'silent' ? nothing : html`<push-part kind="switch" .push=${desk.following.push}></push-part>` },
  { key: 'rescue', sign: 'package', draw: (desk) => html`<setting-rescue .desk=${desk}></setting-rescue>` },
  { key: 'mine', sign: 'eye', draw: drawMine },
  { key: 'language', sign: 'languages', draw: drawLanguage },
]

/** How the app behaves on this phone. */
export class AppSettings extends Plain {
  static properties = { desk: { attribute: false } }

  constructor() {
    super()
    /** @type {Desk | null} */
    this.desk = null
  }

  /** `#setelan/berkas`: the list sends people here with a report that can only leave by file. */
  firstUpdated() {
    if (!location.hash.endsWith('/berkas')) return
    const rescue = /** @type {HTMLElement | null} */ (this.querySelector('#setting-rescue'))
    rescue?.scrollIntoView()
    rescue?.focus()
  }

  render() {
    const { desk } = this
    if (!desk) return nothing
    return html`<div class="stack">
      <h1 tabindex="-1">${say('settings.title')}</h1>
      ${SECTIONS.map(({ key, sign, draw }) => this.#section(key, sign, draw(desk)))}
    </div>`
  }

  /** @param {string} key @param {string} sign @param {unknown} content */
  #section(key, sign, content) {
    if (!content || content === nothing) return nothing
    return html`<section class="card stack is-tight" aria-labelledby="setting-${key}">
      <h2 class="with-icon as-h3" id="setting-${key}" tabindex="-1">${icon(sign)}${say(`settings.${key}`)}</h2>
      ${content}
    </section>`
  }
}

function drawMine() {
  return html`<p>${say('settings.mine_why')}</p>
    <a class="button is-quiet" href="/data-saya">${say('settings.mine_go')}</a>`
}

function drawLanguage() {
  return html`<p>${say('settings.language_now')}</p>
    <button class="button is-quiet" type="button" @click=${switchLanguage}>${say('phone.language_name')}</button>`
}

customElements.define('app-settings', AppSettings)

/** @param {import('./app.js').MasdarlingApp} _app @param {Desk} desk */
export const draw = (_app, desk) => html`<app-settings .desk=${desk}></app-settings>`
