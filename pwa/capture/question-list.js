import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { language, say } from '../shared/words.js'
import { asked, isAnswered } from './questions.js'

/** @typedef {import('../shared/register.js').Question} Question */
/** @typedef {import('../outbox/row.js').Form['answers']} Answers */

const COMPASS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW']

/**
 * What the chosen category asks: what is needed at once, the rest folded away. Tells `fill` with the one answer that
 * changed, and `look` when the rest is folded.
 */
export class QuestionList extends Plain {
  static properties = {
    questions: { attribute: false },
    answers: { attribute: false },
    missing: {},
    problem: {},
    open: { type: Boolean },
  }

  constructor() {
    super()
    /** @type {Question[]} */
    this.questions = []
    /** @type {Answers} */
    this.answers = {}
    /** Id of the question that stands in the way of saving. */
    this.missing = ''
    this.problem = ''
    this.open = false
  }

  render() {
    const questions = asked(this.questions, this.answers)
    const needed = questions.filter(({ required }) => required)
    const free = questions.filter(({ required }) => !required)
    if (!questions.length) return nothing
    return html`<section class="card stack" aria-labelledby="questions-title">
      <h2 id="questions-title" class=${needed.length ? '' : 'hidden-words'}>${say('phone.questions.title')}</h2>
      ${needed.map((question) => this.#question(question))} ${free.length ? this.#rest(free) : nothing}
    </section>`
  }

  /** @param {Question[]} questions */
  #rest(questions) {
    const answered = questions.filter((question) => isAnswered(question, this.answers[question.id])).length
    return html`<details class="fold" ?open=${this.open} @toggle=${this.#toggled}>
      <summary>
        ${icon('list-plus')}
        <span class="fold-words">
          <strong>${say('capture.questions.rest', { n: questions.length })}</strong>
          <span class="hint">${answered ? say('capture.questions.answered', { n: answered }) : say('phone.optional')}</span>
        </span>
        ${icon('chevron-down', 'fold-sign')}
      </summary>
      <div class="stack">${questions.map((question) => this.#question(question))}</div>
    </details>`
  }

  /** @param {Event} event */
  #toggled(event) {
    const { open } = /** @type {HTMLDetailsElement} */ (event.target)
    if (open !== this.open) this.tell('look', { part: 'questions', open })
  }

  /** @param {Question} question */
  #question(question) {
    const fault = this.missing === question.id ? this.problem : ''
    const words = question.label[language()]
    const told = fault ? html`<p class="fault" id="fault-${question.id}">${icon('triangle-alert')}${fault}</p>` : nothing
    if (this.#isWritten(question)) {
      return html`<div class="field" id="question-${question.id}">
        <label for="answer-${question.id}">${words}</label>${this.#written(question)}${told}
      </div>`
    }
    return html`<fieldset class="field" id="question-${question.id}" tabindex="-1">
      <legend>${words}</legend>
      <div class="pills">${this.#options(question)}</div>
      ${told}
    </fieldset>`
  }

  /** @param {Question} question */
  #isWritten = ({ type }) => type === 'number' || type === 'text' || type === 'time'

  /** @param {Question} question */
  #written({ id, type }) {
    const value = this.answers[id]
    return html`<input
      class="input"
      id="answer-${id}"
      type=${type}
      inputmode=${type === 'number' ? 'decimal' : nothing}
      step=${type === 'number' ? 'any' : nothing}
      maxlength=${type === 'text' ? 500 : nothing}
      autocomplete="off"
      .value=${value === undefined ? '' : String(value)}
      @input=${(/** @type {Event} */ event) => this.#write(id, type, /** @type {HTMLInputElement} */ (event.target))}
    />`
  }

  /** @param {string} id @param {string} type @param {HTMLInputElement} input */
  #write(id, type, { value, valueAsNumber }) {
    if (type !== 'number') this.#answer(id, value)
    else this.#answer(id, Number.isFinite(valueAsNumber) ? valueAsNumber : '')
  }

  /** @param {Question} question */
  #options(question) {
    const { id, type } = question
    const now = this.answers[id]
    if (type === 'multi') return question.options.map((option) => this.#tick(id, option, now))
    return choices(question).map(([value, words]) => this.#pill(id, value, words, now === value))
  }

  /** @param {string} id @param {string | boolean} value @param {string} words @param {boolean} chosen */
  #pill(id, value, words, chosen) {
    return html`<label class="pill">
      <input type="radio" name="question-${id}" .checked=${chosen} @change=${() => this.#answer(id, value)} />
      <span>${words}</span>
    </label>`
  }

  /** @param {string} id @param {string} option @param {Answers[string] | undefined} now */
  #tick(id, option, now) {
    const chosen = Array.isArray(now) ? now : []
    const others = chosen.filter((one) => one !== option)
    const next = chosen.includes(option) ? others : [...others, option]
    return html`<label class="pill">
      <input type="checkbox" .checked=${chosen.includes(option)} @change=${() => this.#answer(id, next)} />
      <span>${option}</span>
    </label>`
  }

  /** @param {string} id @param {Answers[string]} value */
  #answer(id, value) {
    this.tell('fill', { answers: { [id]: value } })
  }
}

/** @param {Question} question @returns {[string | boolean, string][]} stored value and words */
function choices({ type, options }) {
  if (type === 'bool') return [[true, say('shared.yes')], [false, say('shared.no')]]
  if (type === 'compass') return COMPASS.map((point) => [point, say(`phone.compass.${point}`)])
  return options.map((option) => [option, option])
}

customElements.define('question-list', QuestionList)
