import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { categoryOf } from '../shared/register.js'
import { language, say } from '../shared/words.js'

/** @typedef {import('../shared/register.js').Register} Register */
/** @typedef {import('../shared/register.js').Category} Category */

/** Groups as large pictures with words, then the categories of one; or a search over all. Tells `fill`. */
export class CategoryField extends Plain {
  static properties = {
    register: { attribute: false },
    value: {},
    problem: {},
    group: { state: true },
    words: { state: true },
  }

  constructor() {
    super()
    /** @type {Register | null} */
    this.register = null
    this.value = ''
    this.problem = ''
    this.group = ''
    this.words = ''
  }

  render() {
    const chosen = this.register && categoryOf(this.register, this.value)
    return html`
      <section class="card stack" aria-labelledby="category-title">
        <h2 id="category-title" tabindex="-1">${say('phone.category.title')}</h2>
        ${chosen ? this.#chosen(chosen) : this.#choosing()}
        ${this.problem && !chosen ? html`<p class="fault">${icon('triangle-alert')}${this.problem}</p>` : nothing}
      </section>
    `
  }

  /** @param {Category} category */
  #chosen(category) {
    return html`<div class="chosen">
      <span class="picture">${icon(category.icon, 'is-big')}</span>
      <strong>${category.label[language()]}</strong>
      <button class="button is-quiet" type="button" @click=${() => this.#choose('')}>
        ${say('phone.category.change')}
      </button>
    </div>`
  }

  #choosing() {
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
        />
      </label>
      ${this.words.trim() ? this.#found() : this.group ? this.#inGroup() : this.#groups()}
    `
  }

  #groups() {
    return html`<ul class="pictures" role="list">
      ${this.register?.groups.map(
        (group) => html`<li>
          <button class="picture-button" type="button" @click=${() => this.#open(group.code)}>
            <span class="picture">${icon(group.icon, 'is-big')}</span><span>${group.label[language()]}</span>
          </button>
        </li>`,
      )}
    </ul>`
  }

  #inGroup() {
    const group = this.register?.groups.find(({ code }) => code === this.group)
    return html`
      <div class="row">
        <button class="button is-quiet" type="button" @click=${() => this.#open('')}>
          ${icon('arrow-left')}${say('phone.category.back')}
        </button>
        <strong>${group?.label[language()]}</strong>
      </div>
      ${this.#categories(this.register?.categories.filter((category) => category.group === this.group) ?? [])}
    `
  }

  #found() {
    const found = search(/** @type {Register} */ (this.register), this.words)
    return found.length
      ? this.#categories(found)
      : html`<p role="status">${say('phone.category.none', { words: this.words.trim() })}</p>`
  }

  /** @param {Category[]} categories */
  #categories(categories) {
    return html`<ul class="lines" role="list">
      ${categories.map(
        (category) => html`<li>
          <button class="line-button" type="button" @click=${() => this.#choose(category.code)}>
            <span class="picture">${icon(category.icon)}</span><span>${category.label[language()]}</span>
          </button>
        </li>`,
      )}
    </ul>`
  }

  /** @param {Event} event */
  #search(event) {
    this.words = /** @type {HTMLInputElement} */ (event.target).value
  }

  /** @param {string} group */
  #open(group) {
    this.group = group
    this.#keepFocus()
  }

  /** @param {string} category */
  #choose(category) {
    this.words = ''
    this.tell('fill', { category })
    this.#keepFocus()
  }

  /** The button that was pressed is gone: the title takes the focus, so that nobody is thrown to the page's top. */
  async #keepFocus() {
    await this.updateComplete
    const title = /** @type {HTMLElement} */ (this.querySelector('h2'))
    title.focus({ preventScroll: true })
    title.scrollIntoView({ block: 'nearest' })
  }
}

/**
 * Every word must occur in the category's or its group's name, in either language.
 *
 * @param {Register} register
 * @param {string} words
 */
export function search({ groups, categories }, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return categories.filter(({ code, label, group }) => {
    const above = groups.find((g) => g.code === group)?.label
    const text = [code, label.id, label.en, above?.id, above?.en].join(' ').toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

customElements.define('category-field', CategoryField)
