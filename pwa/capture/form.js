import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { categoryOf } from '../shared/register.js'
import { began, ended } from '../shared/stopwatch.js'
import { language, say } from '../shared/words.js'
import { Gone } from './draft.js'
import { MEGABYTES_MAX } from './file.js'
import { takeIn } from './intake.js'
import { missing } from './missing.js'
import { alarms, answersOf, asked } from './questions.js'
import './category-field.js'
import './danger-call.js'
import './drop-draft.js'
import './identity-field.js'
import './note-field.js'
import './photo-field.js'
import './place-field.js'
import './question-list.js'

/**
 * @typedef {import('./draft.js').Draft} Draft
 * @typedef {import('../outbox/row.js').Form} Form
 * @typedef {import('../shared/register.js').Register} Register
 */

/** The report being made. Tells `captured` when there is a photo to finish, `saved` with the row, `gone`, `drop`. */
export class LaporForm extends Plain {
  static properties = {
    register: { attribute: false },
    draft: { attribute: false },
    photos: { attribute: false },
    owner: {},
    isFull: { attribute: false },
    lost: { type: Boolean },
    problem: { state: true },
    photoProblem: { state: true },
    asked: { state: true },
  }

  constructor() {
    super()
    /** @type {Register | null} */
    this.register = null
    /** @type {Draft | null} */
    this.draft = null
    /** Those of the draft; a new list whenever one came, went or got its final form. @type {Draft['photos']} */
    this.photos = []
    this.owner = ''
    /** Tells whether an error means that the phone has no room. @type {(error: unknown) => boolean} */
    this.isFull = () => false
    this.lost = false
    this.problem = ''
    this.photoProblem = ''
    /** What was missing when *Simpan* was pressed. @type {import('./missing.js').Missing | null} */
    this.asked = null
    this.saving = false
  }

  get #form() {
    return /** @type {Draft} */ (this.draft).row.form
  }

  get #category() {
    return this.register ? categoryOf(this.register, this.#form.category) : undefined
  }

  get #questions() {
    return this.#category?.questions ?? []
  }

  render() {
    if (!this.draft || !this.register) return nothing
    const form = this.#form
    return html`
      <form class="stack" novalidate @submit=${this.#save} @fill=${this.#fill} @sense=${this.#sense}>
        <h1 tabindex="-1">${say('phone.new')}</h1>
        ${this.#danger(form)}
        <photo-field
          .photos=${this.draft.photos}
          .problem=${this.photoProblem || (this.lost ? say('phone.photo.lost') : '')}
          @expect=${this.#expect}
          @nothing=${this.#nothing}
          @files=${this.#files}
          @remove=${this.#remove}
        ></photo-field>
        <category-field .register=${this.register} .value=${form.category} .problem=${this.#fault('category')}></category-field>
        <question-list
          .questions=${asked(this.#questions, form.answers)}
          .answers=${form.answers}
          .missing=${this.asked?.field === 'question' ? this.asked.id : ''}
          .problem=${this.#fault('question')}
        ></question-list>
        <place-field .register=${this.register} .form=${form} .problem=${this.#fault('place')}></place-field>
        <note-field .value=${form.note}></note-field>
        <identity-field .value=${form.identity}></identity-field>
        ${this.draft.dirty ? html`<drop-draft></drop-draft>` : nothing}
        <div class="save-bar">
          ${this.problem ? html`<p class="fault" role="alert">${icon('triangle-alert')}<span>${this.problem}</span></p>` : nothing}
          <button class="button is-big is-wide" type="submit">${icon('check', 'is-big')}${say('phone.save')}</button>
        </div>
      </form>
      <danger-call></danger-call>
    `
  }

  /** @param {Form} form */
  #danger(form) {
    return html`<button class="button danger-ask" type="button" @click=${() => this.#inDanger()}>
        ${icon('siren')}${say('phone.danger.ask')}
      </button>
      ${form.danger ? html`<div class="notice" data-tone="clay">${icon('siren')}<div>${say('phone.danger.marked')}</div></div>` : nothing}`
  }

  /** @param {CustomEvent<Partial<Form>>} event */
  #fill({ detail }) {
    if (detail.answers && alarms(this.#questions, this.#form.answers, detail.answers)) this.#inDanger()
    this.#change(detail)
    if (detail.category) this.#place.begin()
  }

  /** @param {CustomEvent<Partial<Form>>} event */
  #sense({ detail }) {
    this.draft?.sense(detail).catch((error) => this.#failed(error))
    this.requestUpdate()
  }

  get #place() {
    return /** @type {import('./place-field.js').PlaceField} */ (this.querySelector('place-field'))
  }

  /** @param {Partial<Form>} patch */
  #change(patch) {
    this.draft?.fill(patch).catch((error) => this.#failed(error))
    this.lost = false
    this.problem = ''
    if (this.asked) this.asked = missing(this.#form, this.#category)
    this.requestUpdate()
  }

  #inDanger() {
    this.#change({ danger: true })
    const call = /** @type {import('./danger-call.js').DangerCall} */ (this.querySelector('danger-call'))
    call.show()
  }

  #expect() {
    this.photoProblem = ''
    this.draft?.expectPhoto().catch((error) => this.#failed(error))
  }

  #nothing() {
    void this.draft?.expectNothing()
  }

  /** @param {CustomEvent<{ files: File[], camera: boolean }>} event */
  async #files({ detail: { files, camera } }) {
    try {
      const draft = /** @type {Draft} */ (this.draft)
      const why = await takeIn(draft, files, { camera, isFull: this.isFull })
      this.photoProblem = why ? say(`phone.photo.${why}`, { n: MEGABYTES_MAX }) : ''
    } catch (error) {
      this.#failed(error)
    }
    this.lost = false
    this.#place.begin()
    this.requestUpdate()
    this.tell('captured')
  }

  /** @param {CustomEvent<string>} event */
  async #remove({ detail }) {
    await this.draft?.removePhoto(detail)
    this.photoProblem = ''
    this.requestUpdate()
  }

  /** @param {'category' | 'question' | 'place'} field */
  #fault(field) {
    return this.asked?.field === field ? missingWords(this.asked) : ''
  }

  /** @param {Event} event */
  async #save(event) {
    event.preventDefault()
    if (this.saving) return // tapped twice
    began('report-safe')
    this.asked = missing(this.#form, this.#category)
    if (this.asked) return this.#pointTo(this.asked)
    this.saving = true
    try {
      const draft = /** @type {Draft} */ (this.draft)
      const category = /** @type {import('../shared/register.js').Category} */ (this.#category)
      const known = { register: this.register?.version ?? 1, owner: this.owner }
      const row = await draft.save({ ...known, answers: answersOf(this.#form.answers, category.questions) })
      ended('report-safe')
      this.tell('saved', row)
    } catch (error) {
      this.#failed(error)
    } finally {
      this.saving = false
    }
  }

  /** @param {import('./missing.js').Missing} what */
  async #pointTo(what) {
    this.problem = missingWords(what)
    await this.updateComplete
    const where = { category: 'category-field', place: '#kelurahan', question: '' }[what.field]
    const field = this.querySelector(where || `#question-${/** @type {any} */ (what).id}`)
    const target = /** @type {HTMLElement | null} */ (field?.querySelector('input, h2') ?? field)
    target?.focus({ preventScroll: true })
    field?.scrollIntoView({ block: 'center' })
  }

  /** @param {unknown} error */
  #failed(error) {
    if (error instanceof Gone) this.tell('gone')
    else this.problem = say(this.isFull(error) ? 'phone.save.no_room' : 'phone.save.again')
  }
}

/** @param {import('./missing.js').Missing} what */
function missingWords(what) {
  if (what.field === 'question') return say('phone.questions.missing', { label: what.label[language()] })
  return say(`phone.${what.field}.missing`)
}

customElements.define('lapor-form', LaporForm)
