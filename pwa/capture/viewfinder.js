import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import { closeCamera, isDenied, openCamera, shine, shoot } from './camera.js'
import './camera-texts.js'

/**
 * A camera inside the page, for phones that kill the page while their own camera is open. A shot is kept at once,
 * before anyone has said that it pleases. Tells `shot` with a file and waits for `settled`, `again` when the shot is
 * to be taken out, `closed`.
 */
export class ViewFinder extends Plain {
  static properties = {
    camera: { state: true },
    live: { state: true },
    problem: { state: true },
    still: { state: true },
    keeping: { state: true },
    lit: { state: true },
  }

  constructor() {
    super()
    /** @type {import('./camera.js').Camera | null} */
    this.camera = null
    /** Pictures come from it: before, a shot would be empty. */
    this.live = false
    /** @type {import('./camera.js').Facing} */
    this.facing = 'environment'
    this.problem = ''
    /** Address of the shot that was just taken. */
    this.still = ''
    this.keeping = false
    this.lit = false
    this.gone = false
  }

  render() {
    return html`<dialog class="finder" aria-label=${say('photo.finder.title')} @close=${this.#closed}>
      <div class="finder-top">
        ${this.#light()}
        <button class="finder-tool" type="button" aria-label=${say('photo.finder.close')} @click=${this.#close}>${icon('x', 'is-big')}</button>
      </div>
      <div class="finder-picture">
        <video playsinline muted autoplay ?hidden=${!this.camera || this.still !== ''}></video>
        ${this.still ? html`<img src=${this.still} alt="" />` : nothing}
        <p role="status" class=${this.problem ? 'lead' : 'finder-word'}>${this.#word()}</p>
      </div>
      <div class="finder-bar">${this.still ? this.#verdict() : this.#shutter()}</div>
    </dialog>`
  }

  #word() {
    if (this.problem) return say(this.problem)
    if (this.keeping) return say('photo.finder.keeping')
    if (this.still) return say('photo.finder.kept')
    return this.live ? '' : say('photo.finder.opening')
  }

  #light() {
    if (!this.camera?.torch || this.still) return nothing
    return html`<button class="finder-tool" type="button" aria-label=${say('photo.finder.light')} aria-pressed=${this.lit} @click=${this.#shine}>
      ${icon('zap', 'is-big')}
    </button>`
  }

  #shutter() {
    const off = !this.live || this.keeping
    return html`<button class="finder-shutter" type="button" aria-label=${say('photo.finder.shoot')} ?disabled=${off} @click=${this.#shoot}></button>
      ${this.camera?.others
        ? html`<button class="finder-tool finder-flip" type="button" aria-label=${say('photo.finder.flip')} @click=${this.#flip}>
            ${icon('switch-camera', 'is-big')}
          </button>`
        : nothing}`
  }

  #verdict() {
    return html`<button class="button is-quiet" type="button" ?disabled=${this.keeping} @click=${this.#again}>
        ${icon('rotate-ccw')}${say('photo.finder.again')}
      </button>
      <button class="button" type="button" ?disabled=${this.keeping} @click=${this.#close}>${icon('check')}${say('photo.finder.use')}</button>`
  }

  firstUpdated() {
    this.querySelector('dialog')?.showModal()
    void this.#open()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.#stop()
    this.gone = true
    this.#forget()
  }

  async #open() {
    try {
      const camera = await openCamera(this.facing)
      if (this.gone) return closeCamera(camera) // closed while the person was asked
      this.camera = camera
      const video = /** @type {HTMLVideoElement} */ (this.querySelector('video'))
      video.srcObject = camera.stream
      await video.play()
      this.live = true
    } catch (error) {
      this.problem = isDenied(error) ? 'photo.finder.denied' : 'photo.finder.broken'
    }
  }

  #stop() {
    closeCamera(this.camera)
    this.camera = null
    this.live = false
    this.lit = false
  }

  async #flip() {
    this.facing = this.facing === 'user' ? 'environment' : 'user'
    this.#stop() // many phones cannot have two open
    await this.#open()
  }

  async #shine() {
    if (!this.camera) return
    const on = !this.lit
    await shine(this.camera, on).then(() => (this.lit = on), () => undefined)
  }

  async #shoot() {
    const video = this.querySelector('video')
    if (!this.camera || !video || this.keeping) return
    this.keeping = true
    try {
      const file = await shoot(this.camera, video)
      this.still = URL.createObjectURL(file)
      this.tell('shot', file)
    } catch {
      this.keeping = false
      this.problem = 'photo.finder.broken'
    }
  }

  /** The shot is on the disk, or could not be kept. */
  settled() {
    this.keeping = false
  }

  #again() {
    this.#forget()
    this.tell('again')
  }

  #forget() {
    URL.revokeObjectURL(this.still)
    this.still = ''
  }

  #close() {
    this.querySelector('dialog')?.close()
  }

  #closed() {
    this.#stop()
    this.tell('closed')
  }
}

customElements.define('view-finder', ViewFinder)
