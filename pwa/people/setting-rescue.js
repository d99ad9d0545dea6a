import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import { NotABundle } from './bundle.js'
import { NeverMet } from './rescue.js'
import './texts.js'

/** Everything that has not arrived, in one file: for the office, or for another phone of the same person. */
export class SettingRescue extends Plain {
  static properties = { desk: { attribute: false }, said: { state: true }, fault: { state: true }, busy: { state: true }, file: { state: true } }

  constructor() {
    super()
    /** @type {import('../shell/desk.js').Desk | null} */
    this.desk = null
    this.said = ''
    this.fault = ''
    this.busy = false
    /** Made, and waiting for a tap: browsers share only what a tap has just asked for. @type {File | null} */
    this.file = null
    /** What is in it. */
    this.holds = ''
  }

  render() {
    return html`<div class="stack is-tight"><p>${say('people.rescue_why')}</p>
      ${this.file ? this.#ready(this.file) : this.#make()}
      <label class="button is-quiet">
        ${icon('file-down')}${say('people.rescue_take')}
        <input class="hidden-words" type="file" data-from="bundle" ?disabled=${this.busy} @change=${this.#take} />
      </label>
      <p class="hint" role="status">${this.said}</p>
      ${this.fault ? html`<p class="fault" role="alert">${icon('triangle-alert')}${say(`people.rescue_fault.${this.fault}`)}</p>` : nothing}</div>`
  }

  #make() {
    return html`<button class="button is-quiet" type="button" ?disabled=${this.busy} @click=${this.#bundle}>
      ${icon('file-up')}${say('people.rescue_make')}
    </button>`
  }

  /** @param {File} file */
  #ready(file) {
    const address = URL.createObjectURL(file)
    return html`<p>${say('people.rescue_ready')}</p>
      <p class="rescue-holds">${say('people.rescue_holds', { what: this.holds })}</p>
      <div class="stack is-tight">
        <a class="button is-wide" href=${address} download=${file.name}>${icon('file-down')}${say('people.rescue_save')}</a>
        ${navigator.canShare?.({ files: [file] })
          ? html`<button class="button is-quiet is-wide" type="button" @click=${() => navigator.share({ files: [file] }).catch(() => undefined)}>
              ${icon('share-2')}${say('people.rescue_share')}
            </button>`
          : nothing}
      </div>`
  }

  #bundle = () =>
    this.#during(async () => {
      await this.desk?.upkeep.finish()
      const made = await this.desk?.people.bundle()
      if (!made) return
      const { file, reports, answers } = made
      this.holds = listed(reports, answers)
      this.file = new File([file], `masdarling-${new Date().toISOString().slice(0, 10)}.rescue`, { type: file.type })
    })

  /** @param {Event} event */
  #take = ({ target }) =>
    this.#during(async () => {
      const input = /** @type {HTMLInputElement} */ (target)
      const file = input.files?.[0]
      input.value = ''
      const counted = file && (await this.desk?.people.unbundle(file))
      if (counted) this.said = told(counted)
    })

  /** @param {() => Promise<void>} work */
  async #during(work) {
    this.busy = true
    this.fault = this.said = ''
    try {
      await work()
    } catch (error) {
      this.fault = faultOf(error)
      if (this.fault === 'damaged') console.error(error)
    }
    this.busy = false
  }
}

/** @param {number} reports @param {number} answers */
function listed(reports, answers) {
  const parts = reports || !answers ? [say('people.rescue_reports', { n: reports })] : []
  return [...parts, ...(answers ? [say('people.rescue_answers', { n: answers })] : [])].join(', ')
}

/** @param {import('./taking.js').Outcome} outcome */
function told({ report, answer, strange }) {
  const isOfAnswers = answer.taken + answer.known > 0
  const lines = []
  if (report.taken + report.known || !isOfAnswers) lines.push(say('people.rescue_taken', { n: report.taken, known: report.known }))
  if (isOfAnswers) lines.push(say('people.rescue_taken_answers', { n: answer.taken, known: answer.known }))
  if (strange) lines.push(say('people.rescue_strange', { n: strange }))
  return lines.join(' ')
}

/** @param {unknown} error */
function faultOf(error) {
  if (error instanceof NotABundle) return error.why
  return error instanceof NeverMet ? 'never_met' : 'damaged'
}

customElements.define('setting-rescue', SettingRescue)
