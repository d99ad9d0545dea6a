import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { categoryOf, offered } from '../shared/register.js'
import { say } from '../shared/words.js'
import { Elsewhere } from './elsewhere.js'
import { often } from './frequent.js'
import { leadOn } from './lead.js'
import { PhotoTray } from './photo-tray.js'
import { questionsOf } from './missing.js'
import { alarms } from './questions.js'
import { Saver } from './saver.js'
import { SpotKeeper } from './spot.js'
import './category-field.js'
import './danger-call.js'
import './identity-field.js'
import './note-field.js'
import './place-field.js'
import './save-bar.js'

/**
 * @typedef {import('./draft.js').Draft} Draft
 * @typedef {import('../outbox/row.js').Form} Form
 * @typedef {import('../shared/register.js').Register} Register
 * @typedef {{ what: 'photo' | 'draft' | 'joined', back: () => Promise<void> }} Slip what was removed, and the way back
 */

const OFTEN_MAX = 6
/** @type {string[]} */
const NONE = []

/**
 * The report being made. Tells `captured` when there is a photo to finish, `saved` with the row, `gone`, `drop`,
 * `located` with a kelurahan, `slip` with what was removed (null: never mind), and what the hint tells: `join`.
 */
export class LaporForm extends Plain {
  static properties = {
    register: { attribute: false },
    draft: { attribute: false },
    choices: { attribute: false },
    owner: {},
    isFull: { attribute: false },
    lost: { type: Boolean },
    distrusted: { type: Boolean },
    slip: { attribute: false },
    looks: { attribute: false },
    around: { attribute: false },
    near: { state: true },
  }

  constructor() {
    super()
    /** @type {Register | null} */
    this.register = null
    /** @type {Draft | null} */
    this.draft = null
    /** @type {import('./choices.js').Choices | null} */
    this.choices = null
    this.owner = ''
    /** Tells whether an error means that the phone has no room. @type {(error: unknown) => boolean} */
    this.isFull = () => false
    this.lost = false
    /** The phone's own camera once took the page with it. */
    this.distrusted = false
    /** @type {Slip | null} */
    this.slip = null
    /** Changes whenever photos or fields may have changed behind this form. */
    this.looks = 0
    /** What is known of the neighbourhood. @type {import('../pack/neighbourhood.js').Neighbourhood | null} */
    this.around = null
    /** How many reports near by may be the same. */
    this.near = 0
    this.saver = new Saver(this)
    this.photos = new PhotoTray(this)
    this.spot = new SpotKeeper(this)
    this.elsewhere = new Elsewhere(this)
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('draft')) return
    this.saver.forget()
    this.elsewhere.since = 0
  }

  render() {
    const { draft, register, saver } = this
    if (!draft || !register) return nothing
    const { form } = draft.row
    return html`<form class="stack" novalidate @submit=${saver.save} @fill=${this.#fill} @sense=${this.#sense} @look=${this.spot.look} @different=${this.#different} @near=${this.#nearby}>
      <h1 tabindex="-1">${say('phone.new')}</h1>
      ${this.elsewhere.render()} ${form.about ? drawAbout(form) : nothing}
      <danger-call ?marked=${form.danger} @danger=${this.#danger} @calm=${this.#leadOn}></danger-call>
      ${this.photos.render()} ${this.#what(draft, register)}
      <place-field .register=${register} .form=${form} .captured=${draft.row.captured_at} .problem=${saver.fault('place')}></place-field>
      <duplicate-hint .around=${this.around} .looks=${this.looks} .form=${form.about ? null : form} .different=${draft.spot.different ?? NONE}></duplicate-hint>
      <section class="card stack">
        <note-field .value=${form.note}></note-field>
        <identity-field .value=${form.identity} ?open=${draft.spot.open.includes('identity')}></identity-field>
      </section>
      ${draft.dirty ? this.#drop() : nothing}
      <save-bar .missing=${saver.missing} .near=${this.near} @see=${this.#see} .problem=${saver.problem} ?waiting=${saver.waiting} .slip=${this.slip} @back=${this.#takeBack}></save-bar>
    </form>`
  }

  /** What it is, and what that asks. @param {Draft} draft @param {Register} register */
  #what({ spot, row: { form } }, register) {
    const now = { now: Date.now(), most: OFTEN_MAX }
    const { asked } = this.saver
    return html`<category-field
        .register=${register}
        .often=${often(offered(register, now.now).categories, this.choices?.categories ?? {}, now)}
        .value=${form.category}
        .group=${spot.group}
        .words=${spot.words}
        .problem=${this.saver.fault('category')}
      ></category-field>
      <question-list
        .questions=${questionsOf(form, this.category)}
        .answers=${form.answers}
        .missing=${asked?.field === 'question' ? asked.id : ''}
        .problem=${this.saver.fault('question')}
        ?open=${spot.open.includes('questions')}
      ></question-list>`
  }

  #drop() {
    return html`<button class="link-button drop" type="button" @click=${() => this.tell('drop')}>
      ${icon('trash-2')}${say('phone.save.drop_draft')}
    </button>`
  }

  get category() {
    return this.register && this.draft ? categoryOf(this.register, this.draft.row.form.category) : undefined
  }

  /** @param {Partial<Form>} patch of `answers` only those that changed */
  change(patch) {
    this.draft?.fill(patch).catch(this.saver.failed)
    this.lost = false
    this.saver.look()
    this.requestUpdate()
  }

  /** @param {CustomEvent<Partial<Form>>} event */
  #fill({ detail }) {
    const before = this.draft?.row.form.answers ?? {}
    this.change(detail)
    this.#located(detail)
    const now = this.draft?.row.form.answers ?? {}
    if (detail.answers && alarms(this.category?.questions ?? [], before, now)) this.#call.ask()
    if (detail.category) void this.#chosen()
  }

  /** @param {CustomEvent<Partial<Form>>} event */
  #sense({ detail }) {
    this.draft?.sense({ form: detail }).catch(this.saver.failed)
    this.#located(detail)
    this.requestUpdate()
  }

  /** @param {Partial<Form>} patch */
  #located({ kelurahan }) {
    if (kelurahan) this.tell('located', kelurahan)
  }

  /** Said for this draft alone. @param {CustomEvent<string[]>} event */
  #different({ detail }) {
    this.draft?.note({ spot: { different: detail } }).catch(this.saver.failed)
    this.requestUpdate()
  }

  /** @param {CustomEvent<number>} event */
  #nearby({ detail }) {
    this.near = detail
  }

  #see() {
    const hint = /** @type {import('../pack/hint.js').DuplicateHint} */ (this.querySelector('duplicate-hint'))
    hint.lead()
  }

  /** Begin to look for the phone's position. */
  findPlace() {
    const place = /** @type {import('./place-field.js').PlaceField} */ (this.querySelector('place-field'))
    place.begin()
  }

  get #call() {
    return /** @type {import('./danger-call.js').DangerCall} */ (this.querySelector('danger-call'))
  }

  /** @param {CustomEvent<boolean>} event */
  #danger({ detail }) {
    this.change({ danger: detail })
  }

  async #chosen() {
    this.findPlace()
    if (this.category?.emergency === 'yes') this.#call.warn()
    else await this.#leadOn()
  }

  async #leadOn() {
    if (this.category) await leadOn(this, this.saver.missing)
  }

  async #takeBack() {
    await this.slip?.back()
    if (this.slip?.what === 'photo') this.tell('captured')
    this.tell('slip', null)
  }
}

/** Few reports say more of an earlier one: its words come when they do. @param {Form} form */
function drawAbout(form) {
  import('./about-report.js').catch(() => undefined)
  return html`<about-report .form=${form}></about-report>`
}

customElements.define('lapor-form', LaporForm)
