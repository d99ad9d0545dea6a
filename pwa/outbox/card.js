import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { categoryOf } from '../shared/register.js'
import { thumbAddress } from '../shared/thumb.js'
import { ago } from '../shared/time.js'
import { language, say } from '../shared/words.js'
import { STANDINGS, standingOf } from './standing.js'
import { isEditable, progress } from './row.js'

/** @typedef {import('./row.js').Row} Row */

/** One report: its picture, where it is, and, when it needs the person, one sentence and one button. */
export class OutboxCard extends Plain {
  static properties = {
    row: { attribute: false },
    register: { attribute: false },
    box: { attribute: false },
    me: { attribute: false },
    delivering: { type: Boolean },
    cover: { state: true },
    removing: { state: true },
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
    this.delivering = false
    /** @type {ArrayBuffer | null} */
    this.cover = null
    this.removing = false
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('row') && !this.cover) void this.#findCover()
  }

  async #findCover() {
    const photos = this.row && (await this.box?.photosOf(this.row.id))
    this.cover = photos?.find((photo) => photo.thumb)?.thumb ?? null
  }

  render() {
    const { row } = this
    if (!row) return nothing
    const standing = standingOf(row, this.me, this.delivering)
    if (standing === 'foreign') return this.#foreign()
    const { tone, sign } = STANDINGS[standing]
    const category = this.register && categoryOf(this.register, row.form.category)
    const title = category?.label[language()] ?? (row.form.category || say('phone.list.no_category'))
    return html`<article class="card report" aria-label=${title}>
      ${this.cover
        ? html`<img class="report-cover" src=${thumbAddress(this.cover)} alt="" />`
        : html`<span class="report-cover picture">${icon(category?.icon ?? 'file-pen', 'is-big')}</span>`}
      <div class="report-words">
        <h2 class="report-title">${title}</h2>
        <p class="hint">${this.#whereAndWhen(row)}</p>
        <span class="chip" data-tone=${tone}>${icon(sign)}${say(`phone.state.${standing}`)}</span>
      </div>
      <div class="report-more">${this.#sentence(row)} ${this.#actions(row)}</div>
    </article>`
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
  #whereAndWhen(row) {
    const place = this.register?.kelurahan.find(({ code }) => code === row.form.kelurahan)?.name
    const when = say(...ago(Date.now() - (row.captured_at ?? row.created_at)))
    return [place, when].filter(Boolean).join(' · ')
  }

  /** @param {Row} row */
  #sentence(row) {
    const facts = progress(row)
    const number = row.server && html`<p>${say('phone.row.number', { number: row.server.number })}</p>`
    const partly = row.state === 'sending' && facts.photos > 0
    return html`
      ${number || nothing}
      <p>${sentenceOf(row, facts)}</p>
      ${partly
        ? html`<label class="hint">
            <progress max=${facts.size} value=${facts.sent}></progress>
            ${say('phone.row.bytes', { sent: kilo(facts.sent), size: kilo(facts.size) })}
          </label>`
        : nothing}
    `
  }

  /** @param {Row} row */
  #actions(row) {
    if (this.removing) return this.#reallyRemove(row)
    const button = (/** @type {string} */ event, /** @type {string} */ words, /** @type {string} */ sign) =>
      html`<button class="button is-quiet" type="button" @click=${() => this.tell(event, row)}>${icon(sign)}${say(words)}</button>`
    return html`<div class="row">
      ${row.state === 'draft' ? button('edit', 'phone.row.continue', 'arrow-right') : nothing}
      ${row.state === 'queued' && isEditable(row) ? button('edit', 'phone.row.edit', 'pencil') : nothing}
      ${row.state === 'blocked' ? button('renew', 'phone.row.renew', 'refresh-cw') : nothing}
      ${row.server ? html`<a class="button is-quiet" href="/lacak/${row.server.number}">${icon('arrow-right')}${say('phone.row.follow')}</a>` : nothing}
      ${removable(row)
        ? html`<button class="link-button drop" type="button" @click=${() => (this.removing = true)}>${icon('trash-2')}${say('phone.row.remove')}</button>`
        : nothing}
    </div>`
  }

  /** @param {Row} row */
  #reallyRemove(row) {
    return html`<div class="stack is-tight" role="group" aria-label=${say('phone.row.remove_ask')}>
      <p class="fault">${icon('triangle-alert')}${say('phone.row.remove_ask')}</p>
      <div class="row">
        <button class="button is-danger" type="button" @click=${() => this.tell('discard', row)}>${say('phone.row.remove_yes')}</button>
        <button class="button is-quiet" type="button" @click=${() => (this.removing = false)}>${say('phone.cancel')}</button>
      </div>
    </div>`
  }
}

/** @param {Row} row @param {ReturnType<typeof progress>} facts */
function sentenceOf(row, facts) {
  if (row.state === 'paused_auth') return say('phone.row.paused_auth')
  if (row.state === 'blocked') return say(`phone.blocked.${row.blocked}`)
  if (row.state === 'sending') return say('phone.row.photos_to_go', { complete: facts.complete, photos: facts.photos })
  if (row.state === 'queued') return say(row.sealed ? 'phone.row.words_waiting' : 'phone.row.preparing')
  if (row.state === 'sent') return say('phone.row.archiving')
  return nothing
}

/** Whole at the server it is everybody's; in the archive the row is its receipt. @param {Row} row */
const removable = ({ state }) => ['draft', 'queued', 'sending', 'paused_auth', 'blocked'].includes(state)

/** @param {number} bytes */
const kilo = (bytes) => Math.round(bytes / 1000)

customElements.define('outbox-card', OutboxCard)
