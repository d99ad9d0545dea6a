import { html, nothing } from 'lit'
import { kelurahanAt } from '../map/kelurahan.js'
import { outlines } from '../map/outlines.js'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import { drawKelurahan } from './kelurahan-row.js'
import { Locator } from './locator.js'
import { drawPosition, sentence } from './place-words.js'
import { better, inTime } from './position.js'

/**
 * @typedef {import('../outbox/row.js').Form} Form
 * @typedef {import('../outbox/row.js').Where} Where
 * @typedef {Pick<Form, 'where' | 'kelurahan' | 'kelurahan_by_hand' | 'without_point'>} Place
 */

/**
 * Where it is: by the phone's position, by a pin on a map, or by kelurahan and RT alone. Tells `fill`, and `sense` what
 * the phone found by itself.
 */
export class PlaceField extends Plain {
  static properties = {
    register: { attribute: false },
    form: { attribute: false },
    captured: { attribute: false },
    problem: {},
    outlines: { state: true },
    map: { state: true },
  }

  constructor() {
    super()
    /** @type {import('../shared/register.js').Register | null} */
    this.register = null
    /** @type {Form | null} */
    this.form = null
    /** When the report's first photo was taken. @type {number | null} */
    this.captured = null
    this.problem = ''
    /** @type {import('../map/plane.js').Outlines | null} */
    this.outlines = null
    /** It is known what outlines this phone carries, if any: before, a kelurahan would be proposed too roughly. */
    this.hasLooked = false
    /** @type {'closed' | 'open' | 'away'} */
    this.map = 'closed'
    /** As it was before the map was opened. @type {Place | null} */
    this.earlier = null
    this.locator = new Locator(this)
  }

  connectedCallback() {
    super.connectedCallback()
    void this.#carry()
  }

  async #carry() {
    this.outlines = await outlines()
    this.hasLooked = true
    this.requestUpdate()
  }

  /** Look for the phone's position. May ask the person for leave. */
  begin() {
    this.locator.begin()
  }

  /** What the phone found goes into a report that has nothing better. */
  updated() {
    const { fix } = this.locator
    const { where = null, without_point = false, kelurahan_by_hand = false } = this.form ?? {}
    if (!fix || !this.form || !this.hasLooked || without_point || where?.source === 'pin') return
    if (better(where, fix) === fix && where?.at !== fix.at && inTime(fix, this.captured)) this.tell('sense', this.#placedAt(fix, kelurahan_by_hand))
  }

  /** @param {Where} where @param {boolean} [keep] the kelurahan the person chose @returns {Partial<Form>} */
  #placedAt(where, keep = false) {
    const proposed = keep ? undefined : this.#at(where)
    return proposed ? { where, kelurahan: proposed.code, kelurahan_by_hand: false } : { where }
  }

  /** @param {import('../map/plane.js').Point} point */
  #at(point) {
    return kelurahanAt(this.register?.kelurahan ?? [], point, this.outlines)
  }

  render() {
    const fill = (/** @type {Partial<Form>} */ patch) => this.tell('fill', patch)
    return html`<section class="card stack" aria-labelledby="place-title">
      <h2 id="place-title">${say('phone.place.title')}</h2>
      ${this.#standing()} ${this.#doubt()} ${this.#ways()}
      ${drawKelurahan(this.form, this.register?.kelurahan ?? [], { problem: this.problem, fill })}
      ${this.map === 'open' ? this.#map() : nothing}
    </section>`
  }

  #standing() {
    const { where = null, without_point = false } = this.form ?? {}
    if (where?.source === 'pin') return sentence('leaf', 'map-pin', this.#pinWords())
    if (without_point) return sentence('sea', 'map-pin-off', say('place.without'))
    return drawPosition(where, this.locator)
  }

  #pinWords() {
    const there = this.form?.where && this.#at(this.form.where)
    return there ? say('place.pin_in', { name: there.name }) : say('place.pin')
  }

  /** The point says one kelurahan, the person another: one of them is mistaken. */
  #doubt() {
    const { where, kelurahan, kelurahan_by_hand } = this.form ?? {}
    const there = where && kelurahan_by_hand ? this.#at(where) : undefined
    if (!there || there.code === kelurahan) return nothing
    const forget = () => this.tell('fill', { where: null, without_point: true })
    return html`<div class="notice" data-tone="sun" role="status">
      ${icon('triangle-alert')}
      <div class="stack is-tight">
        <p>${say(`place.doubt.${where?.source ?? 'pin'}`, { name: there.name })}</p>
        <button class="button is-quiet" type="button" @click=${forget}>${icon('map-pin-off')}${say('place.forget')}</button>
      </div>
    </div>`
  }

  /** What can be done about the point. */
  #ways() {
    const { where = null } = this.form ?? {}
    return html`<div class="row place-ways">
      ${this.#phoneWay(where)}
      <button class="button is-quiet" type="button" aria-haspopup="dialog" @click=${this.#openMap}>${icon('map')}${say(where ? 'place.map.move' : 'place.map.mark')}</button>
      ${this.map === 'away' ? html`<p class="fault" role="status">${icon('triangle-alert')}<span>${say('phone.trouble.piece')}</span></p>` : nothing}
    </div>`
  }

  /** @param {Where | null} where */
  #phoneWay(where) {
    if (!this.#offersPhone(where)) return nothing
    return html`<button class="button is-quiet" type="button" @click=${this.#usePhone}>
      ${icon('locate-fixed')}${say(where ? `place.phone.${where.source}` : 'phone.place.use')}
    </button>`
  }

  /** What goes in by itself is not offered. @param {Where | null} where */
  #offersPhone(where) {
    const { fix, standing } = this.locator
    if (where?.source === 'pin') return fix !== null
    const isLate = fix !== null && better(where, fix) === fix && !inTime(fix, this.captured)
    if (where || isLate) return isLate
    return this.form?.without_point ? standing !== 'denied' : standing === 'idle' || standing === 'unavailable'
  }

  #usePhone() {
    const { fix } = this.locator
    if (fix) this.tell('fill', { ...this.#placedAt(fix), without_point: false })
    else if (this.form?.without_point) this.tell('fill', { without_point: false })
    this.begin()
  }

  async #openMap() {
    const { where = null, kelurahan = '', kelurahan_by_hand = false, without_point = false } = this.form ?? {}
    this.earlier = { where, kelurahan, kelurahan_by_hand, without_point }
    void this.#carry()
    this.map = await import('../map/pin-map.js').then(
      () => 'open',
      () => 'away',
    )
  }

  #map() {
    return html`<pin-map
      .kelurahan=${this.register?.kelurahan ?? []}
      .outlines=${this.outlines}
      .fix=${this.locator.fix}
      .where=${this.form?.where ?? null}
      .chosen=${this.form?.kelurahan ?? ''}
      @pin=${this.#pinned}
      @phone=${this.#usePhone}
      @restore=${() => this.tell('fill', this.earlier)}
      @closed=${() => (this.map = 'closed')}
    ></pin-map>`
  }

  /** @param {CustomEvent<import('../map/plane.js').Point>} event */
  #pinned({ detail: { lat, lon } }) {
    const where = /** @type {Where} */ ({ lat, lon, accuracy_m: null, source: 'pin', at: Date.now() })
    this.tell('fill', { ...this.#placedAt(where), without_point: false })
  }
}

customElements.define('place-field', PlaceField)
