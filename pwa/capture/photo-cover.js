import { html, nothing } from 'lit'
import { Editor } from '../covers/editor.js'
import { covered } from '../covers/paint.js'
import { listenToTools, showTools } from '../covers/tools.js'
import { coverPhoto } from '../outbox/box-covers.js'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import './cover-texts.js'

/** Faces and plates are covered in the photo itself, before it goes anywhere. Tells `covered` with the photo's row, `left`. */
export class PhotoCover extends Plain {
  static properties = { photo: {}, address: {}, problem: { state: true }, busy: { state: true } }

  constructor() {
    super()
    /** Its id. */
    this.photo = ''
    this.address = ''
    /** @type {'' | 'late' | 'failed' | 'nothing'} */
    this.problem = ''
    this.busy = false
  }

  render() {
    return html`
      <p class="small" id="cover-how">${say('covers.phone.help')} ${say('covers.how')}</p>
      <div class="cover-pane" tabindex="0" role="group" aria-label=${say('covers.photo')} aria-describedby="cover-how">
        <div class="cover-sheet"><img alt="" draggable="false" /></div>
      </div>
      <p role="status" class="cover-said">${this.problem ? say(`covers.phone.${this.problem}`) : nothing}</p>
      <div class="cover-tools">
        ${tool('add', 'square-plus', say('covers.short.add'), say('covers.add'))}
        ${tool('remove', 'trash-2', say('covers.short.remove'), say('covers.remove'))}
        ${tool('larger', 'maximize-2', say('covers.short.larger'), say('covers.larger'))}
        ${tool('smaller', 'minimize-2', say('covers.short.smaller'), say('covers.smaller'))}
        ${tool('undo', 'undo-2', say('covers.undo'), say('covers.undo'))}
      </div>
      <div class="cover-ends">
        <button class="button is-quiet" type="button" @click=${() => this.tell('left')}>${say('covers.cancel')}</button>
        <button class="button" type="button" ?disabled=${this.busy} @click=${this.#apply}>${icon('check')}${say('covers.phone.apply')}</button>
      </div>
    `
  }

  firstUpdated() {
    const [pane, tools] = ['.cover-pane', '.cover-tools'].map((name) => /** @type {HTMLElement} */ (this.querySelector(name)))
    if (!pane || !tools) return
    this.editor = new Editor(pane, { name: (_, n) => say('covers.kind.drawn', { n }), changed: () => this.#changed(tools) })
    listenToTools(tools, this.editor)
    this.editor.open(this.address, [])
    pane.focus()
  }

  /** @param {HTMLElement} tools */
  #changed(tools) {
    this.problem = ''
    if (this.editor) showTools(tools, this.editor)
  }

  async #apply() {
    const { editor } = this
    if (!editor?.boxes.length) return void (this.problem = 'nothing')
    this.busy = true
    try {
      const photo = await coverPhoto(this.photo, await covered(editor.sheet.picture, editor.boxes))
      if (photo) this.tell('covered', photo)
      else this.problem = 'late'
    } catch (error) {
      console.error(error)
      this.problem = 'failed'
    }
    this.busy = false
  }
}

/** @param {string} does @param {string} name @param {string} caption @param {string} words what a screen reader says */
const tool = (does, name, caption, words) =>
  html`<button class="finder-tool has-caption" type="button" data-tool=${does} aria-label=${words}>${icon(name)}<span>${caption}</span></button>`

customElements.define('photo-cover', PhotoCover)
