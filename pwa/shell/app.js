import { html, nothing } from 'lit'
import { badge } from '../follow/badge.js'
import { placeAt } from '../shared/address.js'
import { Plain } from '../shared/element.js'
import { listen } from '../shared/news.js'
import { drawBar } from './bar.js'
import { drawForm, drawSaved } from './form-part.js'
import { drawNotice } from './notice.js'

/**
 * @typedef {import('./desk.js').Desk} Desk
 * @typedef {(app: MasdarlingApp, desk: Desk) => unknown} Draw
 */

/** What is not needed for the form comes when it is. @type {Record<'list' | 'reply' | 'settings', () => Promise<{ draw: Draw }>>} */
const PARTS = {
  list: () => import('./list-part.js'),
  reply: () => import('./reply-part.js'),
  settings: () => import('./settings.js'),
}

/** Milliseconds in which any number of news makes one look at the database. */
const LOOK_MS = 100

/** The whole of /lapor: a bar, and below it the form, the word that it is saved, or the list. */
export class MasdarlingApp extends Plain {
  static properties = {
    desk: { attribute: false },
    view: { state: true },
    parts: { state: true },
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
    /** How the views are drawn. @type {Partial<Record<MasdarlingApp['view'], Draw>>} */
    this.parts = { form: drawForm, saved: drawSaved }
    /** @type {'' | 'ready' | 'elsewhere' | 'sending'} see update.js */
    this.newVersion = ''
    /** It is spoken of. */
    this.offersUpdate = false
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

  /** The page came with a picture of the empty form in it. */
  updated() {
    if (!this.hasAttribute('hidden') || !(this.desk?.ready || this.trouble)) return
    document.querySelector('#awal')?.remove()
    this.removeAttribute('hidden')
    setTimeout(() => void this.#fetchMore()) // the form stands first
  }

  async #fetchMore() {
    await this.#piece(import('../capture/second.js'))
    await import('../capture/search-words.js').catch(() => undefined) // one may search without them
  }

  /** A new version is spoken of when a reload would not disturb. What stands there does not flicker with every try to send. */
  willUpdate() {
    if (!this.newVersion || this.#inTheMiddle) this.offersUpdate = false
    else if (!this.delivering) this.offersUpdate = true
  }

  /** A reload would disturb. */
  get isBusy() {
    return this.delivering || this.#inTheMiddle
  }

  get #inTheMiddle() {
    return this.view === 'form' ? Boolean(this.desk?.drafts.current?.dirty) : ['saved', 'reply'].includes(this.view)
  }

  render() {
    const { desk } = this
    return html`${drawBar(this.view, (desk?.unsent ?? 0) + (desk?.following.unsent ?? 0))}
      <main class="page is-narrow stack" id="isi">${drawNotice(this)} ${desk?.ready ? this.#view(desk) : nothing}</main>`
  }

  /** @param {Desk} desk */
  #view(desk) {
    if (this.view === 'form' && this.host && !desk.drafts.current?.dirty) {
      return html`<host-gate .desk=${desk} .host=${this.host} @stay=${this.#stay}></host-gate>`
    }
    return this.parts[this.view]?.(this, desk) ?? nothing
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
    if (!((await this.desk?.look()) ?? true)) await this.gone()
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
    if (place.view === 'form') return this.view === 'saved' ? undefined : (this.view = 'form')
    if (place.view === 'list') this.group = place.group
    if (place.view !== 'settings') this.report = place.report
    void this.#show(place.view)
  }

  /** @param {keyof typeof PARTS} view */
  async #show(view) {
    this.view = view
    if (view === 'list') void badge(0, true)
    const part = await this.#piece(PARTS[view]())
    if (part) this.parts = { ...this.parts, [view]: part.draw }
  }

  /** @template T @param {Promise<T>} fetched @returns {Promise<T | undefined>} */
  async #piece(fetched) {
    try {
      return await fetched
    } catch {
      this.trouble = 'phone.trouble.piece'
    }
  }

  /** @param {'form' | 'saved' | 'list'} view */
  async go(view) {
    const hash = view === 'list' ? '#laporan' : '#'
    if (location.hash !== hash && (location.hash || view === 'list')) history.pushState(null, '', hash)
    if (view === 'list') {
      this.group = 'all'
      this.report = ''
      await this.#show('list')
    } else this.view = view
    await this.updateComplete
    scrollTo(0, 0)
    this.querySelector('h1')?.focus()
  }

  /** @param {Promise<void> | undefined} begun */
  async begin(begun) {
    this.trouble = this.shared = ''
    await begun
    await this.go('form')
  }

  /** The draft is none any more. */
  async gone() {
    const begun = this.desk?.drafts.begin()
    await (this.view === 'form' ? this.begin(begun) : begun)
    this.trouble = 'phone.save.elsewhere'
  }

  /** @param {() => Promise<void>} work */
  async unlessFull(work) {
    try {
      await work()
    } catch (error) {
      if (!this.desk?.isFull(error)) throw error
      this.trouble = 'phone.trouble.full'
    }
  }

  #stay = () => {
    this.host = null
    void this.go('form')
  }
}

customElements.define('masdarling-app', MasdarlingApp)
