import { html, nothing } from 'lit'
import { lookOf } from '../follow/status.js'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { ago } from '../shared/time.js'
import { language, say } from '../shared/words.js'
import { lookalikes, told } from './pack.js'
import './texts.js'

/** @typedef {import('./pack.js').Near} Near */

/**
 * Open reports near by that may be the same thing. It stands in nobody's way. Tells `join` with one of them, and
 * `different` with the ids of those that are something else; `near` with how many are shown.
 */
export class DuplicateHint extends Plain {
  static properties = {
    around: { attribute: false },
    looks: { attribute: false },
    form: { attribute: false },
    different: { attribute: false },
  }

  constructor() {
    super()
    /** @type {import('./neighbourhood.js').Neighbourhood | null} */
    this.around = null
    /** Changes whenever what is known around may have changed. */
    this.looks = 0
    /** @type {import('../outbox/row.js').Form | null} */
    this.form = null
    /** @type {string[]} */
    this.different = []
    this.shown = 0
  }

  /** It lies further down than many look: the bar with *Simpan* speaks of it too. */
  updated() {
    const { length } = this.#near()
    if (length !== this.shown) this.tell('near', (this.shown = length))
  }

  /** Lead to it. */
  lead() {
    const title = /** @type {HTMLElement | null} */ (this.querySelector('#hint-title'))
    title?.focus({ preventScroll: true })
    title?.scrollIntoView({ block: 'start' })
  }

  render() {
    const near = this.#near()
    const title = near.length ? say('pack.hint.title', { n: near.length }) : ''
    return html`<p class="hidden-words" role="status">${title}</p>
      ${near.length ? this.#card(near, title) : this.#noted()}`
  }

  #near() {
    if (!this.form || !this.around) return []
    const { category, where } = this.form
    return lookalikes(this.around.packs, { category, where, different: this.different })
  }

  /** Said where the button was, so that whoever pressed it knows where they are. */
  #noted() {
    if (!this.different.length) return nothing
    return html`<p class="hint with-icon" id="hint-noted" tabindex="-1">${icon('check')}${say('pack.hint.other_noted')}</p>`
  }

  /** @param {Near[]} near @param {string} title */
  #card(near, title) {
    const age = Date.now() - Math.min(...near.map(({ checked_at }) => checked_at))
    return html`<section class="card stack" aria-labelledby="hint-title">
      <div class="stack is-tight">
        <h2 id="hint-title" tabindex="-1" class="near-title">${title}</h2>
        <p class="hint">${say('pack.hint.why')}</p>
      </div>
      <ul class="stack is-tight" role="list">
        ${near.map((one, n) => this.#one(one, n + 1))}
      </ul>
      <button class="button is-quiet is-wide" type="button" @click=${() => this.#differ(near)}>${icon('x')}${say('pack.hint.other')}</button>
      <p class="hint">${say('pack.age', { ago: say(...ago(age)) })}</p>
    </section>`
  }

  /** @param {Near} near @param {number} n */
  #one(near, n) {
    const facts = [say('pack.hint.far', { n: told(near.metres) }), say('pack.hint.on', { day: dayWords(near.reported_on) })]
    if (near.me_too) facts.push(say('pack.hint.me_too', { n: near.me_too }))
    return html`<li class="near">
      ${near.thumb
        ? html`<img class="report-cover" src="data:image/webp;base64,${near.thumb}" alt=${say('pack.hint.photo')} />`
        : html`<span class="report-cover picture">${icon('image-off', 'is-big')}</span>`}
      <div class="report-words">
        ${drawState(near.state)} ${near.excerpt ? html`<p>${near.excerpt}</p>` : nothing}
        <p class="hint">${facts.join(' · ')}</p>
      </div>
      ${this.#way(near, n)}
    </li>`
  }

  /** @param {Near} near @param {number} n */
  #way(near, n) {
    if (this.around?.own.has(near.id)) return html`<p class="hint near-way">${say('pack.hint.own')}</p>`
    if (this.around?.joined.some(({ id, state }) => id === near.id && state !== 'leaving')) {
      return html`<p class="hint near-way">${say('pack.hint.joined')}</p>`
    }
    return html`<button class="button is-wide near-way" type="button" aria-label=${say('pack.hint.join_name', { n })} @click=${() => this.tell('join', near)}>
      ${icon('users')}${say('pack.hint.join')}
    </button>`
  }

  /** @param {Near[]} near */
  async #differ(near) {
    this.tell('different', [...this.different, ...near.map(({ id }) => id)])
    await new Promise((drawn) => setTimeout(drawn)) // the form gives the new list back
    await this.updateComplete
    const next = /** @type {HTMLElement | null} */ (this.querySelector('#hint-noted, #hint-title'))
    next?.focus({ preventScroll: true })
  }
}

/** @param {string} state a public one */
function drawState(state) {
  const { tone, sign } = lookOf(state)
  return html`<span class="chip" data-tone=${tone}>${icon(sign)}${say(`shared.state.${state}`)}</span>`
}

/** @param {string} day yyyy-mm-dd in Bontang, the same everywhere */
function dayWords(day) {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(language(), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

customElements.define('duplicate-hint', DuplicateHint)
