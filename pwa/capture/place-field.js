import { html, nothing } from 'lit'
import { nearest } from '../map/kelurahan.js'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { ago } from '../shared/time.js'
import { say } from '../shared/words.js'
import { better, isAllowed, watch } from './position.js'

/** @typedef {import('../outbox/row.js').Form} Form */

const ROUGH_M = 100

/** Where it is: by the phone's position, by kelurahan, by RT. Tells `fill`, and `sense` what the phone found. */
export class PlaceField extends Plain {
  static properties = {
    register: { attribute: false },
    form: { attribute: false },
    problem: {},
    standing: { state: true },
  }

  constructor() {
    super()
    /** @type {import('../shared/register.js').Register | null} */
    this.register = null
    /** @type {Form | null} */
    this.form = null
    this.problem = ''
    /** @type {import('./position.js').Standing} */
    this.standing = 'idle'
    this.stop = () => {}
  }

  async connectedCallback() {
    super.connectedCallback()
    if (await isAllowed()) this.begin()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.stop()
    this.standing = 'idle'
  }

  /** Watch from here on: the longer, the better the fix. May ask the person for leave. */
  begin() {
    if (this.standing !== 'idle' && this.standing !== 'unavailable') return
    this.standing = 'searching'
    this.stop = watch(
      (where) => this.#found(where),
      (why) => {
        if (this.standing !== 'found') this.standing = why
      },
    )
  }

  /** @param {import('../outbox/row.js').Where} fix */
  #found(fix) {
    this.standing = 'found'
    const where = better(this.form?.where ?? null, fix)
    if (where === this.form?.where) return
    const proposed = this.register && nearest(this.register.kelurahan, where)
    const by_hand = this.form?.kelurahan_by_hand
    this.tell('sense', by_hand || !proposed ? { where } : { where, kelurahan: proposed.code })
  }

  render() {
    return html`<section class="card stack" aria-labelledby="place-title">
      <h2 id="place-title">${say('phone.place.title')}</h2>
      ${this.#position()} ${this.#kelurahan()}
    </section>`
  }

  #position() {
    const where = this.form?.where
    if (where) return this.#sentence(isRough(where) ? 'sun' : 'leaf', 'map-pin', positionWords(where))
    if (this.standing === 'searching') return this.#sentence('sea', 'locate-fixed', say('phone.place.searching'))
    if (this.standing === 'denied') return this.#sentence('sun', 'map-pin-off', say('phone.place.denied'))
    if (this.standing === 'unavailable') return this.#sentence('sun', 'map-pin-off', say('phone.place.unavailable'))
    return html`<button class="button is-quiet is-wide" type="button" @click=${this.begin}>
      ${icon('locate-fixed')}${say('phone.place.use')}
    </button>`
  }

  /** @param {string} tone @param {string} sign @param {string} words */
  #sentence(tone, sign, words) {
    return html`<div class="notice" data-tone=${tone} role="status">${icon(sign)}<div>${words}</div></div>`
  }

  #kelurahan() {
    const { kelurahan = '', kelurahan_by_hand = false, rt = '' } = this.form ?? {}
    const fault = this.problem ? html`<p class="fault" id="place-fault">${icon('triangle-alert')}${this.problem}</p>` : nothing
    return html`<div class="place-row">
      <div class="field">
        <label for="kelurahan">${say('phone.place.kelurahan')}</label>
        <select
          class="input"
          id="kelurahan"
          aria-invalid=${this.problem ? 'true' : 'false'}
          aria-describedby="place-hint"
          @change=${this.#chosen}
        >
          <option value="" ?selected=${!kelurahan}>${say('phone.place.choose')}</option>
          ${byName(this.register?.kelurahan ?? []).map(
            ({ code, name }) => html`<option value=${code} ?selected=${code === kelurahan}>${name}</option>`,
          )}
        </select>
      </div>
      <div class="field">
        <label for="rt">${say('phone.place.rt')}</label>
        <input class="input" id="rt" inputmode="numeric" pattern="[0-9]*" maxlength="3" autocomplete="off"
          .value=${rt} @input=${this.#rt} />
      </div>
      <p class="hint" id="place-hint">${kelurahan && !kelurahan_by_hand ? say('phone.place.proposed') : nothing}</p>
      ${fault}
    </div>`
  }

  /** @param {Event} event */
  #chosen(event) {
    const kelurahan = /** @type {HTMLSelectElement} */ (event.target).value
    this.tell('fill', { kelurahan, kelurahan_by_hand: kelurahan !== '' })
  }

  /** @param {Event} event */
  #rt(event) {
    this.tell('fill', { rt: /** @type {HTMLInputElement} */ (event.target).value.replace(/\D/g, '') })
  }
}

/** @param {import('../shared/register.js').Kelurahan[]} all */
const byName = (all) => [...all].sort((a, b) => a.name.localeCompare(b.name))

/** @param {import('../outbox/row.js').Where} where */
const isRough = ({ accuracy_m }) => (accuracy_m ?? Infinity) > ROUGH_M

/** @param {import('../outbox/row.js').Where} where */
function positionWords(where) {
  const words = say(...ago(Date.now() - where.at))
  return say(isRough(where) ? 'phone.place.rough' : 'phone.place.found', { n: where.accuracy_m ?? 0, ago: words })
}

customElements.define('place-field', PlaceField)
