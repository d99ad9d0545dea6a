import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { listen } from '../shared/news.js'
import { say } from '../shared/words.js'
import { drawElsewhere, elsewhere } from '../follow/elsewhere.js'
import { answerWaits, needsPerson } from '../follow/status.js'
import '../follow/push-card.js'
import { drawJoined } from '../pack/joined.js'
import { drawFilters, drawNone, drawSealed } from './filters.js'
import { countOf, grouped, isListed } from './groups.js'
import { drawQueue } from './queue.js'
import { NOBODY, belongsTo } from './row.js'
import { tally } from './tally.js'
import { Voice } from './voice.js'
import './card.js'

/** @typedef {import('./row.js').Row} Row */
/** @typedef {import('./groups.js').Group} Group */

/** Cards drawn at once: 500 of them would be the phone's memory. */
const PAGE = 20
/** Milliseconds between two looks at the whole queue, however much is told meanwhile. */
const CALM = 300

/** Every report on this phone, under one of the filters. Tells `new`, `send` with `{ photos }`
 * (whether they go although they wait for Wi-Fi), and what its cards tell. */
export class OutboxList extends Plain {
  static properties = {
    register: { attribute: false },
    box: { attribute: false },
    me: { attribute: false },
    following: { attribute: false },
    focused: {},
    group: {},
    delivering: { type: Boolean },
    standing: {},
    tellsItsLine: { attribute: false },
    patience: { attribute: false },
    line: { attribute: false },
    joined: { attribute: false },
    countSealed: { attribute: false },
    sealed: { state: true },
    rows: { state: true },
    shown: { state: true },
    said: { state: true },
  }

  constructor() {
    super()
    /** @type {import('../shared/register.js').Register | null} */
    this.register = null
    /** @type {typeof import('./box.js') | null} */
    this.box = null
    /** @type {import('./deliver.js').Me | null} */
    this.me = null
    /** @type {import('../follow/following.js').Following | null} */
    this.following = null
    /** The report an address or a notification led to. */
    this.focused = ''
    /** @type {Group} */
    this.group = 'all'
    this.delivering = false
    this.standing = 'idle'
    this.tellsItsLine = () => true
    /** Until when the server asked to be left alone, in milliseconds since 1970. @type {number | null} */
    this.patience = null
    /** @type {import('./turns.js').Line} */
    this.line = { wifiOnly: false, mayGo: true }
    /** What the person joined in on. @type {import('../pack/outlook.js').Joined[]} */
    this.joined = []
    /** How many reports lie here locked for those who are signed out. */
    this.countSealed = async () => 0
    this.sealed = 0
    /** @type {Row[] | null} newest first */
    this.rows = null
    this.shown = PAGE
    this.said = ''
    this.voice = new Voice()
    this.looked = 0
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.soon = undefined
    this.stop = () => {}
  }

  connectedCallback() {
    super.connectedCallback()
    this.stop = listen((news) => {
      if (news.what === 'rows') this.soon ??= setTimeout(() => void this.#load(), this.looked + CALM - Date.now())
      if (news.what === 'progress') void this.#loadOne(news.report)
    })
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    clearTimeout(this.soon)
    this.stop()
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('group')) this.shown = PAGE
    if (this.focused) this.shown = Math.max(this.shown, 1 + (this.rows?.findIndex(({ id }) => id === this.focused) ?? 0))
    if (changed.has('box')) void this.#load() // given only now when the app was drawn before this piece was here
  }

  async #load() {
    this.soon = undefined
    this.looked = Date.now()
    this.sealed = await this.countSealed()
    this.rows = (await this.box?.all())?.filter(isListed) ?? null
    if (this.rows) this.said = this.voice.about(this.rows) || this.said
  }

  /** A chunk has arrived: only its report is read again. @param {string} id */
  async #loadOne(id) {
    const row = await this.box?.get(id)
    if (row) this.rows = this.rows?.map((old) => (old.id === id ? row : old)) ?? null
  }

  render() {
    return html`<div class="stack">
      <h1 tabindex="-1">${say('phone.mine')}</h1>
      <button class="button is-big is-wide" type="button" @click=${() => this.tell('new')}>
        ${icon('camera', 'is-big')}${say('phone.new')}
      </button>
      ${this.rows ? this.#loaded(this.rows) : html`<p role="status">${say('phone.list.loading')}</p>`}
      <p class="hidden-words" role="status">${this.said}</p>
    </div>`
  }

  /** @param {Row[]} rows */
  #loaded(rows) {
    const groups = grouped(rows, this.#known)
    const chosen = groups[this.group]
    const far = elsewhere(this.following, rows)
    const joined = this.group === 'all' ? this.joined : []
    const isBare = !chosen.length && !joined.length && (this.group === 'all' || !far[this.group].length)
    const count = (/** @type {Group} */ group) => countOf(groups[group]) + far[group].length
    return html`${rows.length || far.unsent.length ? html`${this.#standing(rows)} <push-part .push=${this.following?.push}></push-part> ${drawFilters(this.group, count)}` : nothing}
      ${isBare ? drawNone(this.group, this.sealed) : nothing} ${chosen.length ? this.#cards(chosen) : nothing}
      ${drawJoined(joined, { register: this.register, leave: (id) => this.tell('leave', id) })}
      ${this.following ? drawElsewhere(this.following, far[this.group], { register: this.register, drop: (reply) => this.tell('drop-reply', reply) }) : nothing}
      ${this.group === 'all' && this.sealed && !isBare ? drawSealed(this.sealed) : nothing}`
  }

  /** @returns {import('./groups.js').Known} */
  get #known() {
    const fate = (/** @type {string} */ id) => this.following?.fate(id) ?? null
    const isOurs = (/** @type {Row} */ row) => belongsTo(row, this.me ?? NOBODY)
    return { statusOf: fate, isAsked: (id) => needsPerson(fate(id)), answerWaits: (id) => answerWaits(fate(id)), isOurs }
  }

  /** @param {Row[]} rows */
  #standing(rows) {
    const ours = rows.filter((row) => belongsTo(row, this.me ?? NOBODY))
    const send = (/** @type {boolean} */ photos) => this.tell('send', { photos })
    return drawQueue(tally(ours, [...(this.following?.fates.values() ?? [])]), this, { send, show: (id) => (this.focused = id) })
  }

  /** @param {Row[]} rows */
  #cards(rows) {
    const left = rows.length - this.shown
    return html`<ul class="stack is-tight" role="list">
        ${repeat(rows.slice(0, this.shown), (row) => row.id, (row) => this.#card(row))}
      </ul>
      ${left > 0
        ? html`<button class="button is-quiet is-wide" type="button" @click=${() => (this.shown += PAGE)}>
            ${say('outbox.more_rows', { n: Math.min(left, PAGE) })}
          </button>`
        : nothing}`
  }

  /** @param {Row} row */
  #card(row) {
    return html`<li id="report-${row.id}" tabindex="-1">
      <outbox-card
        .row=${row}
        .register=${this.register}
        .box=${this.box}
        .me=${this.me}
        .fate=${this.following?.fate(row.id) ?? null}
        ?delivering=${this.delivering}
        .line=${this.line}
      ></outbox-card>
    </li>`
  }

  /** Once: the person may scroll away again. */
  updated() {
    const target = this.focused && this.rows ? document.getElementById(`report-${this.focused}`) : null
    if (!target) return
    this.focused = ''
    target.scrollIntoView({ block: 'start' })
    target.focus({ preventScroll: true })
  }
}

customElements.define('outbox-list', OutboxList)
