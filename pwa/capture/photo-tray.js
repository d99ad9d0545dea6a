import { html } from 'lit'
import { say } from '../shared/words.js'
import { MEGABYTES_MAX } from './file.js'
import { takeIn } from './intake.js'
import './photo-field.js'

/** @typedef {import('./form.js').LaporForm} LaporForm */

/** The photos of the form: taken in at once, taken out with a way back. */
export class PhotoTray {
  /** @param {LaporForm} form */
  constructor(form) {
    this.form = form
    this.problem = ''
  }

  render() {
    const { draft, lost } = this.form
    return html`<photo-field
      .photos=${draft?.photos ?? []}
      .problem=${this.problem || (lost ? say('phone.photo.lost') : '')}
      @expect=${this.#expect}
      @nothing=${() => void draft?.expectNothing()}
      @files=${this.#files}
      @remove=${this.#remove}
    ></photo-field>`
  }

  #expect = () => {
    this.problem = ''
    this.form.draft?.expectPhoto().catch(this.form.saver.failed)
  }

  /** @param {CustomEvent<{ files: File[], camera: boolean }>} event */
  #files = async ({ detail: { files, camera } }) => {
    const { form } = this
    const draft = /** @type {import('./draft.js').Draft} */ (form.draft)
    try {
      const why = await takeIn(draft, files, { camera, isFull: form.isFull })
      this.problem = why ? say(`phone.photo.${why}`, { n: MEGABYTES_MAX }) : ''
    } catch (error) {
      form.saver.failed(error)
    }
    form.lost = false
    form.findPlace()
    form.requestUpdate()
    form.tell('captured')
  }

  /** @param {CustomEvent<string>} event */
  #remove = async ({ detail }) => {
    const { form } = this
    const draft = /** @type {import('./draft.js').Draft} */ (form.draft)
    const taken = await draft.removePhoto(detail)
    this.problem = ''
    if (taken) form.tell('slip', { what: 'photo', back: () => draft.putBack(taken) })
    form.requestUpdate()
  }
}
