import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { began } from '../shared/stopwatch.js'
import { say } from '../shared/words.js'
import { MEGABYTES_MAX, PHOTOS_MAX } from './file.js'
import { Arrivals } from './arrivals.js'
import { standBy, takeAway } from './away.js'
import './photo-pickers.js'
import './photo-strip.js'

/**
 * What holds the photos: the draft of a report, or of an answer.
 *
 * @typedef {import('./away.js').Holder & {
 *   box: typeof import('../outbox/box.js'),
 *   expectPhoto: () => Promise<unknown>,
 *   removePhoto: (id: string) => Promise<unknown>,
 * }} Draft
 * @typedef {import('./intake.js').Problem} Problem
 */

const NAMES_SHOWN = 3

/**
 * The photos of a draft: taking them, looking at them, taking them out. Tells `captured` when there is one to
 * finish, `removed` with what was there (null: nobody wants it back), `failed` with an error that is not about a photo.
 */
export class PhotoField extends Plain {
  static properties = {
    draft: { attribute: false },
    photos: { attribute: false },
    isFull: { attribute: false },
    max: { type: Number },
    lost: { type: Boolean },
    distrusted: { type: Boolean },
    needed: { type: Boolean },
    problems: { state: true },
    looking: { state: true },
    finding: { state: true },
  }

  constructor() {
    super()
    /** @type {Draft | null} */
    this.draft = null
    /** @type {Draft['photos']} */
    this.photos = []
    /** Tells whether an error means that the phone has no room. @type {(error: unknown) => boolean} */
    this.isFull = () => false
    this.max = PHOTOS_MAX
    /** The page was killed while the camera was open. */
    this.lost = false
    /** That happened on this phone before: a camera inside the page is offered. */
    this.distrusted = false
    /** Nothing can be saved without one. */
    this.needed = false
    /** @type {Problem[]} */
    this.problems = []
    /** @type {{ data: ArrayBuffer, type: string, n: number, id: string } | null} */
    this.looking = null
    this.finding = false
    this.arrivals = new Arrivals()
  }

  /** What a picker gave is in the draft, or it is said why not. @returns {Promise<boolean>} false: it was said just now */
  async arrived() {
    const outcome = await this.arrivals.settled()
    if (outcome === 'late') this.problems = [{ why: 'late', names: [] }]
    if (outcome !== 'all') this.scrollIntoView({ block: 'center' })
    return outcome === 'all'
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('draft')) this.problems = [] // what was said belongs to the draft before
  }

  render() {
    const room = this.photos.length < this.max
    return html`
      <section class="card stack" aria-labelledby="photo-title">
        <h2 id="photo-title">${say('phone.photo.title')}</h2>
        ${this.photos.length ? html`<photo-strip .photos=${this.photos} @remove=${this.#remove} @look=${this.#look}></photo-strip>` : nothing}
        ${room
          ? html`<photo-pickers
              ?first=${this.photos.length === 0}
              ?distrusted=${this.distrusted}
              @expect=${this.#expect}
              @nothing=${() => void this.draft?.expectNothing()}
              @files=${(/** @type {CustomEvent} */ { detail }) => this.#take(detail.files, detail.camera)}
              @find=${this.#find}
            ></photo-pickers>`
          : nothing}
        ${this.#status()} ${this.#dialogs()}
      </section>
    `
  }

  #status() {
    const faults = this.#faults()
    return html`<div role="status" class=${faults ? 'fault' : 'hint'}>
      ${faults ? icon('triangle-alert') : nothing}<span>${faults || this.#sentence()}</span>
    </div>`
  }

  #faults() {
    if (!this.problems.length) return this.lost ? say('phone.photo.lost') : ''
    return this.problems.map((problem) => sentence(problem, this.max)).join(' ')
  }

  #sentence() {
    if (this.photos.length >= this.max) return say('phone.photo.full', { n: this.max })
    if (this.photos.length) return say('phone.photo.kept')
    if (this.needed) return say('phone.photo.missing')
    return this.distrusted ? say('photo.here_why') : say('phone.photo.hint', { n: this.max })
  }

  #dialogs() {
    const { looking } = this
    if (this.finding) return html`<view-finder @shot=${this.#shot} @again=${this.#again} @closed=${() => (this.finding = false)}></view-finder>`
    if (!looking) return nothing
    return html`<photo-view .data=${looking.data} .type=${looking.type} .n=${looking.n} .photo=${looking.id} @covered=${this.#covered} @closed=${() => (this.looking = null)}></photo-view>`
  }

  #expect() {
    this.problems = []
    standBy()
    this.draft?.expectPhoto().catch((error) => this.tell('failed', error))
  }

  /** @param {File[]} files @param {boolean} camera */
  #take(files, camera) {
    return this.arrivals.add(this.#takeIn(files, camera))
  }

  /** @param {File[]} files @param {boolean} camera @returns {Promise<boolean>} whether all of it was taken */
  async #takeIn(files, camera) {
    began('photo-safe')
    const draft = /** @type {Draft} */ (this.draft)
    if (this.problems.length) this.problems = [] // nothing is drawn before the photo is on its way
    try {
      const problems = await takeAway(draft, files, { camera, isFull: this.isFull, max: this.max })
      if (this.draft !== draft) return true // too late for it, and none of the next one's business
      this.problems = problems
    } catch (error) {
      if (this.draft !== draft) return true
      this.tell('failed', error)
      return false
    } finally {
      this.tell('captured')
    }
    return !this.problems.length
  }

  /** @param {CustomEvent<string>} event */
  async #remove({ detail: id }) {
    this.problems = []
    const taken = await this.draft?.removePhoto(id)
    this.tell('removed', taken)
  }

  /** @param {CustomEvent<{ id: string, n: number }>} event */
  async #look({ detail: { id, n } }) {
    const data = await this.draft?.box.bytes(id)
    const type = this.photos.find((photo) => photo.id === id)?.type ?? ''
    if (!data || !(await this.#piece(import('./photo-view.js')))) return
    this.looking = { data, type, n, id }
  }

  /** Something in it was covered: it is to be finished anew. @param {CustomEvent<import('../outbox/row.js').PhotoRow>} event */
  #covered({ detail: photo }) {
    this.looking = null
    if (this.draft) this.draft.photos = this.draft.photos.map((one) => (one.id === photo.id ? photo : one))
    this.tell('captured')
  }

  async #find() {
    this.problems = []
    standBy()
    this.finding = await this.#piece(import('./viewfinder.js'))
  }

  /** @param {Promise<unknown>} fetched */
  async #piece(fetched) {
    const came = await fetched.then(() => true, () => false)
    if (!came) this.tell('failed', new Error('a piece of the app is missing'))
    return came
  }

  /** @param {CustomEvent<File>} event */
  async #shot({ detail }) {
    await this.#take([detail], true)
    if (this.problems.length) this.finding = false
    const finder = /** @type {import('./viewfinder.js').ViewFinder | null} */ (this.querySelector('view-finder'))
    finder?.settled()
  }

  /** The shot did not please: it is taken out again, and nobody needs to be told. */
  async #again() {
    const last = this.draft?.photos[this.draft.photos.length - 1]
    if (last) await this.draft?.removePhoto(last.id)
    this.tell('removed', null)
  }
}

/** @param {Problem} problem @param {number} max */
function sentence({ why, names }, max) {
  const shown = names.slice(0, NAMES_SHOWN).join(', ') + (names.length > NAMES_SHOWN ? ', …' : '')
  return say(`phone.photo.${why}`, { n: why === 'too_large' ? MEGABYTES_MAX : max, names: shown })
}

customElements.define('photo-field', PhotoField)
