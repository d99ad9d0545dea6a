import { began, ended } from '../shared/stopwatch.js'
import { say } from '../shared/words.js'
import { pointTo } from './lead.js'
import { missing, missingWords, questionsOf } from './missing.js'
import { answersOf } from './questions.js'
import { Gone } from '../shared/gone.js'

/** *Simpan*: what is missing is named and led to, a failure is told in words, and two taps are one. */
export class Saver {
  /** @param {import('./form.js').LaporForm} form */
  constructor(form) {
    this.form = form
    this.problem = ''
    /** What was missing when *Simpan* was pressed. @type {import('./missing.js').Missing | null} */
    this.asked = null
    this.saving = false
    this.waiting = false
  }

  /** What is needed next. */
  get missing() {
    const { draft, category, photos } = this.form
    return draft ? missing(draft.row.form, category, photos.coming || draft.photos.length > 0) : null
  }

  /** @param {'category' | 'question' | 'place'} field */
  fault(field) {
    return this.asked?.field === field ? missingWords(this.asked) : ''
  }

  forget() {
    this.problem = ''
    this.asked = null
  }

  /** Something was filled in. */
  look() {
    this.problem = ''
    if (this.asked) this.asked = this.missing
  }

  /** @param {Event} event */
  save = async (event) => {
    event.preventDefault()
    if (this.saving) return // tapped twice
    began('report-safe')
    this.asked = this.missing
    this.problem = this.asked ? missingWords(this.asked) : ''
    this.form.requestUpdate()
    if (this.asked) return pointTo(this.form, this.asked)
    this.saving = true
    try {
      if (await this.#arrived()) await this.#keep()
    } catch (error) {
      this.failed(error)
    } finally {
      this.saving = false
    }
  }

  /** A photo that is still being read is waited for, and that is said. */
  async #arrived() {
    const { form } = this
    this.waiting = form.photos.coming
    if (this.waiting) form.requestUpdate()
    try {
      return await form.photos.arrived()
    } finally {
      if (this.waiting) form.requestUpdate()
      this.waiting = false
    }
  }

  async #keep() {
    const { draft, category, register, owner } = this.form
    const known = { register: register?.version ?? 1, owner }
    const row = await draft?.save({ ...known, answers: (form) => answersOf(form.answers, questionsOf(form, category)) })
    ended('report-safe')
    this.form.tell('saved', row)
  }

  /** @param {unknown} error */
  failed = (error) => {
    if (error instanceof Gone) this.form.tell('gone')
    else this.problem = say(this.form.isFull(error) ? 'phone.save.no_room' : 'phone.save.again')
    this.form.requestUpdate()
  }
}
