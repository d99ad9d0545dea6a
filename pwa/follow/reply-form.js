import { html, nothing } from 'lit'
import '../capture/photo-field.js'
import { Plain } from '../shared/element.js'
import { Gone } from '../shared/gone.js'
import { icon } from '../shared/icon.js'
import { listen } from '../shared/news.js'
import { say } from '../shared/words.js'
import { drawSaid } from './fate.js'
import { PHOTOS_MAX, WORDS_MAX } from './reply.js'
import { ReplyDraft } from './reply-draft.js'

/**
 * The answer to a reviewer's question: the question, words, up to two photos. Tells `captured` when there is a photo to
 * finish, `replied` when it is saved, `back`.
 */
export class ReplyForm extends Plain {
  static properties = {
    fate: { attribute: false },
    given: { attribute: false },
    owner: {},
    title: {},
    isFull: { attribute: false },
    draft: { state: true },
    problem: { state: true },
    dropping: { state: true },
  }

  constructor() {
    super()
    /** @type {import('./status.js').Fate | null} */
    this.fate = null
    /** @type {{ box: typeof import('../outbox/box.js'), replies: typeof import('./replies.js') } | null} */
    this.given = null
    this.owner = ''
    this.title = ''
    /** @type {(error: unknown) => boolean} */
    this.isFull = () => false
    /** @type {ReplyDraft | null} */
    this.draft = null
    this.lost = false
    this.problem = ''
    this.dropping = false
    this.saving = false
    this.stop = () => {}
  }

  connectedCallback() {
    super.connectedCallback()
    this.stop = listen(() => void this.draft?.refresh().then(() => this.requestUpdate()))
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.stop()
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    const before = /** @type {import('./status.js').Fate | undefined} */ (changed.get('fate'))
    if (changed.has('fate') && this.fate && before?.id !== this.fate.id) void this.#open()
  }

  async #open() {
    if (!this.given || !this.fate) return
    this.draft = await ReplyDraft.of(this.given, this.fate, this.owner)
    this.lost = this.draft.row.awaiting
  }

  render() {
    const { draft, fate } = this
    if (!fate || (fate.state !== 'needs_info' && !draft?.kept)) return this.#gone()
    if (!draft) return html`<h1 tabindex="-1">${say('follow.form.title')}</h1>`
    return html`<form class="stack" novalidate @submit=${this.#save}>
      <p><a class="with-icon back-link" href="#laporan/${fate.id}">${icon('arrow-left')}${say('follow.form.back')}</a></p>
      <h1 tabindex="-1">${say('follow.form.title')}</h1>
      <p class="muted">${[this.title, fate.number].filter(Boolean).join(' · ')}</p>
      ${drawSaid(fate)}
      <section class="card">
        <div class="field">
          <label class="as-h2" for="reply-words">${say('follow.form.words')}</label>
          <textarea class="input" id="reply-words" rows="4" maxlength=${WORDS_MAX} .value=${draft.row.words} @input=${this.#write}></textarea>
        </div>
      </section>
      <photo-field
        .draft=${draft}
        .photos=${draft.photos}
        .max=${PHOTOS_MAX}
        .isFull=${this.isFull}
        ?lost=${this.lost}
        @captured=${() => this.#captured()}
        @removed=${() => this.requestUpdate()}
        @failed=${(/** @type {CustomEvent} */ { detail }) => this.#failed(detail)}
      ></photo-field>
      ${draft.kept ? this.#drop() : nothing}
      <div class="save-bar">
        ${this.problem ? html`<p class="fault" role="alert">${icon('triangle-alert')}<span>${this.problem}</span></p>` : nothing}
        <button class="button is-big is-wide" type="submit">${icon('check', 'is-big')}${say('follow.form.save')}</button>
      </div>
    </form>`
  }

  /** The address is old, or it was decided meanwhile. */
  #gone() {
    return html`<div class="stack">
      <h1 tabindex="-1">${say('follow.form.title')}</h1>
      <p>${say('follow.form.gone')}</p>
      <p><a class="with-icon back-link" href="#laporan">${icon('arrow-left')}${say('follow.form.back')}</a></p>
    </div>`
  }

  #drop() {
    if (!this.dropping) {
      return html`<button class="link-button drop" type="button" @click=${() => (this.dropping = true)}>${icon('trash-2')}${say('follow.form.drop')}</button>`
    }
    return html`<div class="row" role="group" aria-label=${say('follow.form.drop_ask')}>
      <p>${say('follow.form.drop_ask')}</p>
      <button class="button is-danger" type="button" @click=${this.#really}>${say('follow.form.drop_yes')}</button>
      <button class="button is-quiet" type="button" @click=${() => (this.dropping = false)}>${say('phone.cancel')}</button>
    </div>`
  }

  #really = async () => {
    await this.draft?.drop()
    this.tell('back')
  }

  /** @param {Event} event */
  #write(event) {
    this.problem = ''
    this.#try(this.draft?.write(/** @type {HTMLTextAreaElement} */ (event.target).value))
  }

  #captured() {
    this.lost = false
    this.requestUpdate()
  }

  /** @param {Event} event */
  async #save(event) {
    event.preventDefault()
    const { draft, fate } = this
    if (this.saving || !draft || !fate) return // tapped twice
    this.saving = true
    try {
      if (!(await this.#arrived())) return
      if (draft.isEmpty) return this.#ask()
      await draft.save(fate.at)
      this.tell('replied')
    } catch (error) {
      this.#failed(error)
    } finally {
      this.saving = false
    }
  }

  #ask() {
    this.problem = say('follow.form.empty')
    this.querySelector('textarea')?.focus()
  }

  /** A photo that is still being read would be left behind. */
  async #arrived() {
    const field = /** @type {import('../capture/photo-field.js').PhotoField | null} */ (this.querySelector('photo-field'))
    return field ? field.arrived() : true
  }

  /** @param {Promise<unknown> | undefined} work */
  #try(work) {
    work?.then(() => this.requestUpdate()).catch((error) => this.#failed(error))
  }

  /** @param {unknown} error */
  #failed(error) {
    if (error instanceof Gone) this.problem = say('follow.form.elsewhere')
    else this.problem = say(this.isFull(error) ? 'phone.save.no_room' : 'phone.save.again')
  }
}

customElements.define('reply-form', ReplyForm)
