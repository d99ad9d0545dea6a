import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import './texts.js'

/** Whose phone this is, how they leave it without losing what waits, and how they come back. */
export class SettingOwner extends Plain {
  static properties = {
    desk: { attribute: false },
    step: { state: true },
    link: { state: true },
    sealed: { state: true },
    copied: { state: true },
  }

  constructor() {
    super()
    /** @type {import('../shell/desk.js').Desk | null} */
    this.desk = null
    /** @type {'here' | 'sure' | 'leaving'} */
    this.step = 'here'
    /** @type {string | null} null: it could not be had; empty: not asked for yet */
    this.link = ''
    /** Reports that lie here for others. */
    this.sealed = 0
    this.copied = false
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('desk')) void this.#count()
  }

  async #count() {
    this.sealed = (await this.desk?.people.countSealed()) ?? 0
  }

  render() {
    const me = this.desk?.me
    if (this.step === 'leaving') return html`<p class="with-icon" role="status">${icon('lock')}${say('people.leaving')}</p>`
    return html`${me?.person ? this.#somebody(me.name) : html`<p>${say('people.nobody')}</p>${leadsTo('/pasangkan', 'people.pair_go')}`}
      ${this.sealed ? html`<p class="hint with-icon" role="status">${icon('lock')}${say('people.sealed_here', { n: this.sealed })}</p>` : nothing}`
  }

  /** @param {string} name */
  #somebody(name) {
    if (this.step === 'sure') return this.#sure(name)
    return html`<p>${say('people.here', { name })}</p>
      ${leadsTo('/hp-saya', 'people.phones_go')}
      <p class="hint">${say('people.shared_hint')}</p>
      <button class="button is-quiet" type="button" @click=${() => this.#go('sure')}>${icon('log-out')}${say('people.leave')}</button>`
  }

  /** @param {string} name */
  #sure(name) {
    return html`<div class="stack is-tight" role="group" aria-labelledby="leave-title">
      <h3 id="leave-title" tabindex="-1">${say('people.leave_ask', { name })}</h3>
      <p>${this.#staying()}</p>
      ${this.#wayBack()}
      <div class="row">
        <button class="button" type="button" @click=${this.#leave}>${icon('log-out')}${say('people.leave_yes')}</button>
        <button class="button is-quiet" type="button" @click=${() => this.#go('here')}>${say('phone.cancel')}</button>
      </div>
    </div>`
  }

  /** What lies here that has not arrived. */
  #staying() {
    const { unsent = 0, following } = this.desk ?? {}
    if (unsent) return say('people.leave_unsent', { n: unsent })
    return following?.unsent ? say('people.leave_answers', { n: following.unsent }) : say('people.leave_none')
  }

  #wayBack() {
    if (this.link) {
      return html`<div class="field">
          <label for="way-back">${say('people.way_back')}</label>
          <p class="hint" id="way-back-hint">${say('people.way_back_hint')}</p>
          <input class="input" id="way-back" readonly .value=${this.link} aria-describedby="way-back-hint" @focus=${selectAll} />
        </div>
        <button class="button is-quiet" type="button" @click=${this.#pass}>${icon('copy')}${say('people.way_back_keep')}</button>
        ${this.copied ? html`<p class="hint" role="status">${say('people.way_back_copied')}</p>` : nothing}`
    }
    return html`<p>${say('people.way_back_why')}</p>
      ${this.link === null ? html`<p class="fault" role="alert">${icon('triangle-alert')}${say('people.way_back_offline')}</p>` : nothing}
      <button class="button is-quiet" type="button" @click=${this.#makeLink}>${icon('log-in')}${say('people.way_back_make')}</button>`
  }

  #makeLink = async () => {
    this.link = (await this.desk?.people.returnLink()) ?? null
  }

  /** To another app of theirs where the browser can, else to the clipboard. */
  #pass = async () => {
    const text = say('people.way_back_text', { link: this.link ?? '' })
    try {
      if (navigator.share) await navigator.share({ text })
      else await navigator.clipboard.writeText(text)
      this.copied = true
    } catch {
      // Given up, or not allowed: the address stands in the field.
    }
  }

  #leave = async () => {
    this.step = 'leaving'
    await this.desk?.people.signOut()
  }

  /** @param {'here' | 'sure'} step */
  async #go(step) {
    this.step = step
    await this.updateComplete
    const first = /** @type {HTMLElement | null} */ (this.querySelector(step === 'sure' ? 'h3' : 'button'))
    first?.focus()
  }
}

/** @param {Event} event */
const selectAll = ({ target }) => /** @type {HTMLInputElement} */ (target).select()

customElements.define('setting-owner', SettingOwner)

/** @param {string} href @param {string} words */
function leadsTo(href, words) {
  return html`<a class="button is-quiet" href=${href}>${icon('smartphone')}${say(words)}</a>`
}
