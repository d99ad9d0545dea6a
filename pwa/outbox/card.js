import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { categoryOf } from '../shared/register.js'
import { thumbAddress } from '../shared/thumb.js'
import { ago } from '../shared/time.js'
import { language, say } from '../shared/words.js'
import { drawFate } from '../follow/fate.js'
import { drawChain } from './chain-line.js'
import { helpFor } from './help.js'
import { drawPhotos } from './photo-lines.js'
import { isEditable, isRemovable } from './row.js'
import { STANDINGS, standingOf } from './standing.js'
import { waitsForWifi } from './turns.js'

/** @typedef {import('./row.js').Row} Row */

/**
 * One report: its picture, its custody chain, and, when it needs the person, one sentence and one button.
 * Tells `edit`, `renew`, `resend`, `send`, `like`, `like-photos`, `drop` and `undo`, each with the row, and `drop-reply`.
 */
export class OutboxCard extends Plain {
  static properties = {
    row: { attribute: false },
    register: { attribute: false },
    box: { attribute: false },
    me: { attribute: false },
    fate: { attribute: false },
    delivering: { type: Boolean },
    line: { attribute: false },
    cover: { state: true },
  }

  constructor() {
    super()
    /** @type {Row | null} */
    this.row = null
    /** @type {import('../shared/register.js').Register | null} */
    this.register = null
    /** @type {typeof import('./box.js') | null} */
    this.box = null
    /** @type {import('./deliver.js').Me | null} */
    this.me = null
    /** @type {import('../follow/status.js').Fate | null} */
    this.fate = null
    this.delivering = false
    /** @type {import('./turns.js').Line} */
    this.line = { wifiOnly: false, mayGo: true }
    /** The address of its picture: made once, for the card is drawn anew with every step of a delivery. */
    this.cover = ''
    this.isSought = false
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('row') && !this.cover && !this.isSought) void this.#findCover()
  }

  /** The button that was pressed is gone; its undoing takes its place. @param {Map<PropertyKey, unknown>} changed */
  updated(changed) {
    const before = /** @type {Row | null | undefined} */ (changed.get('row'))
    if (before && !before.dropped_at && this.row?.dropped_at) this.querySelector('button')?.focus()
  }

  async #findCover() {
    this.isSought = this.row?.sealed !== null // until then a photo may still get its small picture
    const photos = this.row && (await this.box?.photosOf(this.row.id))
    const thumb = photos?.find((photo) => photo.thumb)?.thumb
    if (thumb) this.cover = thumbAddress(thumb)
  }

  get #category() {
    return this.register && this.row ? categoryOf(this.register, this.row.form.category) : undefined
  }

  get #title() {
    return this.#category?.label[language()] ?? (this.row?.form.category || say('phone.list.no_category'))
  }

  render() {
    const { row } = this
    if (!row) return nothing
    const standing = standingOf(row, this.me, this.delivering)
    if (standing === 'foreign') return this.#foreign()
    if (row.dropped_at) return this.#dropped(row)
    const { tone, sign } = STANDINGS[standing]
    return html`<article class="card report" aria-label=${this.#title}>
      ${this.#cover()}
      <div class="report-words">
        <h2 class="report-title">${this.#title}</h2>
        <p class="hint">${this.#whereAndWhen(row)}</p>
        ${row.form.about ? drawSays(row.form) : nothing}
        <span class="chip" data-tone=${tone}>${icon(sign)}${say(`phone.state.${standing}`)}</span>
      </div>
      <div class="report-more">
        ${row.state === 'draft' ? nothing : drawChain(row, this.fate)} ${drawFate(this.fate, { drop: (reply) => this.tell('drop-reply', reply) })} ${drawPhotos(row)} ${this.#help(row)}
        ${this.#ways(row)}
      </div>
    </article>`
  }

  #cover() {
    if (this.cover) return html`<img class="report-cover" src=${this.cover} alt="" />`
    return html`<span class="report-cover picture">${icon(this.#category?.icon ?? 'file-pen', 'is-big')}</span>`
  }

  /** Nothing of what somebody else reported is shown to whoever holds the phone now. */
  #foreign() {
    return html`<article class="card report">
      <span class="report-cover picture">${icon('lock', 'is-big')}</span>
      <div class="report-words">
        <h2 class="report-title">${say('phone.state.foreign')}</h2>
        <p class="hint">${say('phone.row.foreign')}</p>
      </div>
    </article>`
  }

  /** @param {Row} row */
  #dropped(row) {
    return html`<div class="card report is-dropped">
      <p role="status">${icon('trash-2')} ${say('outbox.dropped')}</p>
      ${this.#button(row, 'undo', 'outbox.undo', 'undo-2', say('outbox.undo_name', { title: this.#title }))}
    </div>`
  }

  /** @param {Row} row */
  #whereAndWhen(row) {
    const place = this.register?.kelurahan.find(({ code }) => code === row.form.kelurahan)?.name
    const when = say(...ago(Date.now() - (row.captured_at ?? row.created_at)))
    const number = row.server && say('outbox.number', { number: row.server.number })
    return [place, when, number].filter(Boolean).join(' · ')
  }

  /** @param {Row} row */
  #help(row) {
    if (waitsForWifi(row, this.line)) return html`<p class="hint">${icon('wifi')} ${say('delivery.wifi_row')}</p>`
    const help = helpFor(row)
    if (!help) return row.state === 'queued' && !row.sealed ? html`<p class="hint">${say('phone.row.preparing')}</p>` : nothing
    const { tells, words, sign } = help.button
    const parts = help.parts?.map((part) => this.#partName(part)).join(', ') ?? ''
    return html`<p class=${row.state === 'draft' ? 'hint' : 'report-why'}>${say(help.why, { parts })}</p>
      <button class="button is-wide" type="button" @click=${() => this.tell(tells, row)}>${icon(sign)}${say(words)}</button>`
  }

  /** @param {import('./refused.js').Part} part */
  #partName({ words, question }) {
    const asked = this.#category?.questions.find(({ id }) => id === question)
    return asked ? `“${asked.label[language()]}”` : say(words)
  }

  /** @param {Row} row */
  #ways(row) {
    return html`<div class="row">
      ${row.state === 'queued' && isEditable(row) ? this.#button(row, 'edit', 'outbox.edit', 'pencil') : nothing}
      ${row.server
        ? html`<a class="button is-quiet" href="/lacak/${row.server.number}">${icon('arrow-right')}${say('outbox.follow')}</a>`
        : nothing}
      ${row.state === 'blocked' ? html`<a class="button is-quiet" href="#setelan/berkas">${icon('file-up')}${say('outbox.export')}</a>` : nothing}
      ${row.state === 'discarding' ? nothing : this.#more(row)}
    </div>`
  }

  /** What is seldom wanted stays folded. @param {Row} row */
  #more(row) {
    const hasBytes = row.state !== 'stored' && (row.sealed?.photos.length ?? 0) > 0
    return html`<details class="report-ways">
      <summary class="button is-quiet">${say('outbox.more')}</summary>
      <div class="row">
        ${row.state === 'draft' ? nothing : this.#button(row, 'like', 'outbox.like', 'copy')}
        ${hasBytes ? this.#button(row, 'like-photos', 'outbox.like_photos', 'images') : nothing}
        ${isRemovable(row) ? this.#button(row, 'drop', 'outbox.drop', 'trash-2') : nothing}
      </div>
    </details>`
  }

  /**
   * @param {Row} row @param {string} event @param {string} words @param {string} sign
   * @param {string} [name] what it is called for those who do not see what it belongs to
   */
  #button(row, event, words, sign, name) {
    return html`<button class="button is-quiet" type="button" aria-label=${name ?? nothing} @click=${() => this.tell(event, row)}>
      ${icon(sign)}${say(words)}
    </button>`
  }
}

/** It says more of an earlier report. @param {import('./row.js').Form} form */
const drawSays = ({ mended }) =>
  html`<p class="report-why">${icon(mended ? 'circle-check-big' : 'rotate-ccw')} ${say(mended ? 'outbox.says_mended' : 'outbox.says_open')}</p>`

customElements.define('outbox-card', OutboxCard)
