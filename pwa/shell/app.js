import { html, nothing } from 'lit'
import '../capture/form.js'
import { badge } from '../follow/badge.js'
import { placeAt } from '../shared/address.js'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { switchLanguage } from '../shared/language.js'
import { listen } from '../shared/news.js'
import { categoryOf } from '../shared/register.js'
import { language, say } from '../shared/words.js'
import { takeOver } from './update.js'

/** @typedef {import('./desk.js').Desk} Desk */

/** The whole of /lapor: a bar, and below it the form, the word that it is saved, or the list. */
export class MasdarlingApp extends Plain {
  static properties = {
    desk: { attribute: false },
    view: { state: true },
    newVersion: { state: true },
    shared: { state: true },
    trouble: { state: true },
    delivering: { state: true },
    group: { state: true },
    report: { state: true },
    concern: { state: true },
    host: { state: true },
  }

  constructor() {
    super()
    /** @type {Desk | null} */
    this.desk = null
    /** @type {'form' | 'saved' | 'list' | 'settings' | 'reply'} */
    this.view = 'form'
    /** @type {'' | 'ready' | 'elsewhere'} see update.js */
    this.newVersion = ''
    /** How a share from another app ended. */
    this.shared = ''
    this.trouble = ''
    this.delivering = false
    /** @type {import('../outbox/groups.js').Group} */
    this.group = 'all'
    this.report = ''
    /** What the person should know of this phone's storage. @type {import('./safekeeping.js').Concern | null} */
    this.concern = null
    /** The app this page is shown inside, until the person stays there. @type {import('./host.js').Host | null} */
    this.host = null
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.looking = undefined
    this.stop = () => {}
  }

  connectedCallback() {
    super.connectedCallback()
    this.stop = listen((news) => this.#heard(news))
    addEventListener('hashchange', this.#follow)
    this.#follow()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.stop()
    removeEventListener('hashchange', this.#follow)
  }

  /** @param {import('../shared/news.js').News} news */
  #heard(news) {
    if (news.what === 'person') return location.reload()
    if (news.what === 'delivering') this.delivering = news.on
    const isAway = news.what === 'draft' || (news.what === 'progress' && news.report !== this.desk?.last?.id)
    if (!isAway && this.desk?.ready) this.looking ??= setTimeout(() => void this.#look(), LOOK_MS)
    this.requestUpdate()
  }

  async #look() {
    this.looking = undefined
    if (!((await this.desk?.look()) ?? true)) await this.#gone()
    this.concern = this.desk?.safe.concern ?? null
    if (this.concern) void this.#piece(import('./storage-notice.js'))
    void badge(this.desk?.waiting ?? 0, this.view === 'list')
    if (this.view === 'saved') void import('./install-part.js').catch(() => undefined) // the settings have it too
    if (this.view === 'saved' && this.desk?.following.push.state === 'offer') void this.#piece(import('../follow/push-card.js'))
    this.requestUpdate()
  }

  /** The list has addresses of its own, so that the phone's back button leaves it. */
  #follow = () => {
    const place = placeAt(location.hash)
    if (place.view === 'list') void this.#showList(place.group, place.report)
    else if (place.view === 'reply') void this.#showReply(place.report)
    else if (place.view === 'settings') void this.#showSettings()
    else if (this.view !== 'form' && this.view !== 'saved') this.view = 'form'
  }

  /** @param {import('../outbox/groups.js').Group} group @param {string} [report] the one to show */
  async #showList(group, report = '') {
    this.view = 'list'
    this.group = group
    this.report = report
    void badge(0, true)
    await this.#piece(import('../outbox/list.js'))
  }

  /** @param {string} report */
  async #showReply(report) {
    this.view = 'reply'
    this.report = report
    await this.#piece(import('../follow/reply-form.js'))
  }

  async #showSettings() {
    this.view = 'settings'
    await this.#piece(import('./settings.js'))
  }

  /** What is not needed for the form comes when it is. @param {Promise<unknown>} fetched */
  async #piece(fetched) {
    await fetched.catch(() => (this.trouble = 'phone.trouble.piece'))
  }

  /** @param {'form' | 'saved' | 'list'} view */
  async #go(view) {
    const hash = view === 'list' ? '#laporan' : '#'
    if (location.hash !== hash && (location.hash || view === 'list')) history.pushState(null, '', hash)
    if (view === 'list') await this.#showList('all')
    else this.view = view
    await this.updateComplete
    scrollTo(0, 0)
    this.querySelector('h1')?.focus()
  }

  /** The page came with a picture of the empty form in it. */
  updated() {
    if (!this.hasAttribute('hidden') || !(this.desk?.ready || this.trouble)) return
    document.querySelector('#awal')?.remove()
    this.removeAttribute('hidden')
    void this.#piece(import('../capture/second.js'))
  }

  /** A reload would disturb: of a new version nothing is said. */
  get isBusy() {
    const inTheMiddle = this.view === 'form' ? Boolean(this.desk?.draft?.dirty) : ['saved', 'reply'].includes(this.view)
    return this.delivering || inTheMiddle
  }

  render() {
    const { desk } = this
    return html`${this.#bar()}
      <main class="page is-narrow stack" id="isi">
        ${this.#notice()} ${desk?.ready ? this.#view(desk) : nothing}
      </main>`
  }

  #bar() {
    const unsent = this.desk?.unsent ?? 0
    const words = unsent ? say('phone.mine_unsent', { n: unsent }) : say('phone.mine')
    return html`<header class="bar">
      <div class="bar-in">
        <a class="brand" href="/">${mark}<span>${say('shared.name')}</span></a>
        <nav aria-label=${say('shared.nav')}>
          <a href="#laporan" aria-label=${words} aria-current=${this.view === 'list' ? 'page' : nothing}>
            ${icon('inbox')}<span class="bar-words">${say('phone.mine')}</span>
            ${unsent ? html`<span class="count" data-tone="sun">${unsent > 99 ? '99+' : unsent}</span>` : nothing}
          </a>
          <button class="link-button" type="button" aria-label=${say('phone.language_name')} @click=${switchLanguage}>
            ${icon('languages')}<span class="bar-words">${say('phone.language')}</span>
          </button>
          <a class="bar-sign" href="#setelan" aria-label=${say('phone.settings')} aria-current=${this.view === 'settings' ? 'page' : nothing}>
            ${icon('settings')}
          </a>
        </nav>
      </div>
    </header>`
  }

  /** One at a time, the gravest first: whoever has read it sees the next. */
  #notice() {
    if (this.trouble) return html`<div class="notice" data-tone="clay" role="alert">${icon('triangle-alert')}<div>${say(this.trouble)}</div></div>`
    if (this.concern) return html`<storage-notice .safe=${this.desk?.safe} .concern=${this.concern}></storage-notice>`
    if (this.shared && this.view === 'form') return this.#sharedNotice()
    const needs = this.desk?.following.needs ?? 0
    if (needs && this.view === 'form') return this.#questions(needs)
    return this.newVersion && !this.isBusy ? this.#update(this.newVersion) : nothing
  }

  /** @param {'ready' | 'elsewhere'} standing */
  #update(standing) {
    return html`<div class="notice" data-tone="sea" role="status">
      ${icon('sparkles')}
      <div class="row is-apart">
        <span>${say(`phone.update.${standing}`)}</span>
        <button class="button is-quiet" type="button" @click=${takeOver}>${say('phone.update.reload')}</button>
      </div>
    </div>`
  }

  /** Reviewers wait for this person. @param {number} n reports they ask about */
  #questions(n) {
    return html`<div class="notice" data-tone="sun">
      ${icon('message-square-reply')}
      <div class="row is-apart">
        <span>${say('notices.questions', { n })}</span>
        <a class="button is-quiet" href="#laporan">${say('notices.see')}</a>
      </div>
    </div>`
  }

  #sharedNotice() {
    const good = this.shared === 'whole'
    return html`<div class="notice" data-tone=${good ? 'leaf' : 'sun'} role="status">
      ${icon(good ? 'circle-check-big' : 'triangle-alert')}
      <div>${say(`shell.share.${this.shared}`)}</div>
    </div>`
  }

  /** @param {Desk} desk */
  #view(desk) {
    if (this.view === 'list') return this.#list(desk)
    if (this.view === 'saved') return this.#saved(desk)
    if (this.view === 'reply') return this.#reply(desk)
    if (this.view === 'settings') return html`<app-settings .desk=${desk}></app-settings>`
    if (this.host && !desk.draft?.dirty) return html`<host-gate .desk=${desk} .host=${this.host} @stay=${this.#stay}></host-gate>`
    return html`<lapor-form
      .register=${desk.register}
      .draft=${desk.draft}
      .choices=${desk.choices}
      .slip=${desk.slip}
      .looks=${desk.looks}
      .around=${desk.around}
      .owner=${desk.owner}
      .isFull=${desk.isFull}
      ?lost=${desk.lost}
      ?distrusted=${desk.distrusted}
      @captured=${() => desk.finish()}
      @saved=${this.#onSaved}
      @gone=${this.#gone}
      @drop=${() => this.#begin(desk.dropDraft())}
      @slip=${this.#slip}
      @located=${(/** @type {CustomEvent} */ { detail }) => desk.around?.want(detail)}
      @join=${this.#join}
    ></lapor-form>`
  }

  /** @param {Desk} desk */
  #saved(desk) {
    return html`<report-saved
      .row=${desk.last}
      ?unprotected=${desk.safe.isProtected === false}
      ?delivering=${this.delivering}
      @new=${() => this.#begin(desk.begin())}
      @list=${() => this.#go('list')}
    ></report-saved>
      <push-part .push=${desk.following.push}></push-part>
      <install-part .desk=${desk}></install-part>`
  }

  /** @param {Desk} desk */
  #reply(desk) {
    const line = desk.following.lines.get(this.report)
    const back = () => (location.hash = `#laporan/${this.report}`)
    return html`<reply-form
      .fate=${desk.following.fate(this.report)}
      .given=${{ box: desk.box, replies: desk.following.replies }}
      .owner=${desk.owner}
      .title=${(desk.register && line && categoryOf(desk.register, line.category)?.label[language()]) || ''}
      .isFull=${desk.isFull}
      @captured=${() => desk.finish()}
      @replied=${() => (desk.replied(), back())}
      @back=${back}
    ></reply-form>`
  }

  /** @param {Desk} desk */
  #list(desk) {
    return html`<outbox-list
      .register=${desk.register}
      .box=${desk.box}
      .me=${desk.me}
      .standing=${desk.courier.standing}
      .patience=${desk.courier.patience}
      .line=${{ wifiOnly: desk.wifiOnly, mayGo: desk.courier.photosMayGo }}
      .group=${this.group}
      .following=${desk.following}
      .focused=${this.report}
      .tellsItsLine=${desk.tellsItsLine}
      .joined=${desk.around?.joined ?? []}
      ?delivering=${this.delivering}
      @send=${(/** @type {CustomEvent} */ { detail }) => desk.courier.wake({ photos: detail?.photos === true })}
      @new=${() => this.#begin(desk.begin())}
      @edit=${(/** @type {CustomEvent} */ { detail }) => this.#edit(detail)}
      @renew=${(/** @type {CustomEvent} */ { detail }) => this.#renew(detail)}
      @resend=${(/** @type {CustomEvent} */ { detail }) => desk.resend(detail)}
      @like=${(/** @type {CustomEvent} */ { detail }) => this.#like(detail, false)}
      @like-photos=${(/** @type {CustomEvent} */ { detail }) => this.#like(detail, true)}
      @drop=${(/** @type {CustomEvent} */ { detail }) => desk.drop(detail)}
      @leave=${(/** @type {CustomEvent} */ { detail }) => desk.joining?.leave(detail)}
      @drop-reply=${(/** @type {CustomEvent} */ { detail }) => desk.following.drop(detail)}
      @undo=${(/** @type {CustomEvent} */ { detail }) => desk.takeBack(detail)}
    ></outbox-list>`
  }

  /** @param {CustomEvent<import('../outbox/row.js').Row>} event */
  async #onSaved({ detail }) {
    this.trouble = ''
    this.shared = ''
    await this.#go('saved')
    await this.desk?.saved(detail)
    this.requestUpdate()
  }

  /** @param {CustomEvent<import('../pack/pack.js').Near>} event */
  async #join({ detail }) {
    try {
      await this.#begin(this.desk?.joining?.join(detail))
    } catch (error) {
      if (!this.desk?.isFull(error)) throw error
      this.trouble = 'phone.trouble.full'
    }
  }

  /** @param {Promise<void> | undefined} begun */
  async #begin(begun) {
    this.trouble = this.shared = ''
    await begun
    await this.#go('form')
  }

  #stay = () => {
    this.host = null
    void this.#go('form')
  }

  async #gone() {
    if (this.view === 'form') await this.#begin(this.desk?.begin())
    else await this.desk?.begin()
    this.trouble = 'phone.save.elsewhere'
  }

  /** @param {CustomEvent<import('../capture/form.js').Slip | null>} event */
  #slip({ detail }) {
    if (this.desk) this.desk.slip = detail
    this.requestUpdate()
  }

  /** @param {import('../outbox/row.js').Row} row */
  async #edit(row) {
    if (await this.desk?.edit(row)) await this.#go('form')
  }

  /** @param {import('../outbox/row.js').Row} row */
  async #renew(row) {
    await this.desk?.renew(row)
    await this.#go('form')
  }

  /** @param {import('../outbox/row.js').Row} row @param {boolean} withPhotos */
  async #like(row, withPhotos) {
    try {
      await this.desk?.like(row, withPhotos)
      await this.#go('form')
    } catch (error) {
      if (!this.desk?.isFull(error)) throw error
      this.trouble = 'phone.trouble.full'
    }
  }
}

/** Milliseconds in which any number of news makes one look at the database. */
const LOOK_MS = 100

const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <path class="mark-leaf" d="M27 3C13 3 4 9.5 4 19.5C4 25.5 8.5 29 14 29C24 29 28 18 27 3Z" />
  <path class="mark-wave" d="M5 21q2.6-2.6 5.2 0t5.2 0 5.2 0 4.2-.4M8.5 26q2-1.9 4 0t4 0 4-.3" />
</svg>`

customElements.define('masdarling-app', MasdarlingApp)
