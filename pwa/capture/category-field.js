import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { categoryOf, offered } from '../shared/register.js'
import { language, say } from '../shared/words.js'
import { search } from './search.js'

/** @typedef {import('../shared/register.js').Register} Register */
/** @typedef {import('../shared/register.js').Category} Category */
/** @typedef {import('../shared/register.js').Group} Group */

const TONES = ['sun', 'sea', 'stone', 'clay', 'leaf', 'sun', 'clay', 'stone', 'leaf']

/**
 * Large pictures with words: what this person often reports, then the groups, each opening into its own; or a search
 * over all. Tells `fill`, and `look` with the group and the words looked for.
 */
export class CategoryField extends Plain {
  static properties = {
    register: { attribute: false },
    often: { attribute: false },
    value: {},
    group: {},
    words: {},
    problem: {},
  }

  constructor() {
    super()
    /** @type {Register | null} */
    this.register = null
    /** @type {Category[]} */
    this.often = []
    this.value = ''
    this.group = ''
    this.words = ''
    this.problem = ''
  }

  render() {
    const { register } = this
    if (!register) return nothing
    const chosen = categoryOf(register, this.value)
    return html`
      <section class="card stack" aria-labelledby="category-title">
        <h2 id="category-title" tabindex="-1">${say('phone.category.title')}</h2>
        ${chosen ? this.#chosen(chosen) : this.#choosing(offered(register, Date.now()))}
        ${this.problem && !chosen ? html`<p class="fault">${icon('triangle-alert')}${this.problem}</p>` : nothing}
      </section>
    `
  }

  /** @param {Category} category */
  #chosen(category) {
    return html`<div class="chosen" data-tone=${this.#tone(category.group)}>
      <span class="picture">${icon(category.icon, 'is-big')}</span>
      <strong>${category.label[language()]}</strong>
      <button class="button is-quiet" type="button" @click=${() => this.#choose('')}>
        ${say('phone.category.change')}
      </button>
    </div>`
  }

  /** @param {Register} register */
  #choosing(register) {
    const group = register.groups.find(({ code }) => code === this.group)
    return html`
      <label class="search">
        ${icon('search')}<span class="hidden-words">${say('phone.category.search')}</span>
        <input
          class="input"
          type="search"
          enterkeyhint="search"
          placeholder=${say('phone.category.search')}
          .value=${this.words}
          @input=${this.#search}
          @keydown=${stayInForm}
        />
      </label>
      ${this.words.trim() ? this.#found(register) : group ? this.#inGroup(register, group) : this.#first(register)}
    `
  }

  /** @param {Register} register */
  #first({ groups }) {
    return html`
      ${this.often.length ? this.#pictures(this.often, say('capture.category.often')) : nothing}
      <h3 class="eyebrow">${say('capture.category.all')}</h3>
      <ul class="groups" role="list">
        ${groups.map(
          ({ code, icon: sign, label }) => html`<li>
            <button class="group-button" type="button" data-tone=${this.#tone(code)} @click=${() => this.#open(code)}>
              <span class="picture">${icon(sign)}</span><span>${label[language()]}</span>
            </button>
          </li>`,
        )}
      </ul>
    `
  }

  /** @param {Register} register @param {Group} group */
  #inGroup({ categories }, group) {
    return html`
      <button class="button is-quiet back" type="button" @click=${() => this.#open('')}>
        ${icon('arrow-left')}${say('phone.category.back')}
      </button>
      ${this.#pictures(categories.filter((category) => category.group === group.code), group.label[language()])}
    `
  }

  /** @param {Register} register */
  #found(register) {
    const found = search(register, this.words)
    return found.length
      ? this.#pictures(found, say('capture.category.found', { n: found.length }))
      : html`<p role="status">${say('phone.category.none', { words: this.words.trim() })}</p>`
  }

  /** @param {Category[]} categories @param {string} title */
  #pictures(categories, title) {
    return html`<h3 class="eyebrow">${title}</h3>
      <ul class="pictures" role="list">
        ${categories.map(
          ({ code, group, icon: sign, short }) => html`<li>
            <button class="picture-button" type="button" data-tone=${this.#tone(group)} @click=${() => this.#choose(code)}>
              <span class="picture">${icon(sign, 'is-big')}</span><span>${short[language()]}</span>
            </button>
          </li>`,
        )}
      </ul>`
  }

  /** A colour helps the eye to find a group again; the words say it. @param {string} group */
  #tone(group) {
    const nth = this.register?.groups.findIndex(({ code }) => code === group) ?? 0
    return TONES[nth % TONES.length]
  }

  /** What is found stands below: the keyboard and *Simpan* would hide it. @param {Event} event */
  #search(event) {
    if (!this.words) this.querySelector('.search')?.scrollIntoView({ block: 'start' })
    this.tell('look', { words: /** @type {HTMLInputElement} */ (event.target).value })
  }

  /** @param {string} group */
  #open(group) {
    this.tell('look', { group })
    void this.#keepFocus()
  }

  /** @param {string} category */
  #choose(category) {
    this.tell('look', { words: '', group: category ? '' : this.group })
    this.tell('fill', { category })
    void this.#keepFocus()
  }

  /** The button that was pressed is gone: the title takes the focus, so that nobody is thrown to the page's top. */
  async #keepFocus() {
    await this.updateComplete
    const title = /** @type {HTMLElement} */ (this.querySelector('h2'))
    title.focus({ preventScroll: true })
    title.scrollIntoView({ block: 'nearest' })
  }
}

/** *Search* on the keyboard is no *Simpan*: it only puts the keyboard away. @param {KeyboardEvent} event */
function stayInForm(event) {
  if (event.key !== 'Enter') return
  event.preventDefault()
  const input = /** @type {HTMLInputElement} */ (event.target)
  input.blur()
}

customElements.define('category-field', CategoryField)
