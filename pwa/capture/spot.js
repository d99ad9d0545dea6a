// Where in the form the person is: told while they move, and gone to again when a killed page reopens.

const REST_MS = 200

/** @typedef {{ group?: string, words?: string, part?: string, open?: boolean }} Look at a group, for words, into a part */

export class SpotKeeper {
  /** @param {import('./form.js').LaporForm} form */
  constructor(form) {
    this.form = form
    /** The draft whose place was gone to. @type {unknown} */
    this.shown = null
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined
    form.addController(this)
  }

  hostConnected() {
    history.scrollRestoration = 'manual' // the browser restores before anything is drawn, and stops half way
    addEventListener('scroll', this.#moved, { passive: true })
    addEventListener('pagehide', this.#rests) // a page that goes may not come back
  }

  hostDisconnected() {
    clearTimeout(this.resting)
    removeEventListener('scroll', this.#moved)
    removeEventListener('pagehide', this.#rests)
  }

  hostUpdated() {
    const { draft } = this.form
    if (!draft || this.shown === draft) return
    this.shown = draft
    const { y } = draft.spot
    if (y) requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(0, y))) // its parts are drawn after it
  }

  #moved = () => {
    clearTimeout(this.resting)
    this.resting = setTimeout(this.#rests, REST_MS)
  }

  #rests = () => {
    clearTimeout(this.resting)
    const y = Math.round(window.scrollY)
    if (this.form.draft && y !== this.form.draft.spot.y) this.#note({ y })
  }

  /** @param {CustomEvent<Look>} event */
  look = ({ detail: { part, open, ...spot } }) => {
    const others = this.form.draft?.spot.open.filter((one) => one !== part) ?? []
    this.#note(part ? { open: open ? [...others, part] : others } : spot)
    this.form.requestUpdate()
  }

  /** @param {Partial<import('../outbox/row.js').Spot>} spot */
  #note(spot) {
    this.form.draft?.sense({ spot }).catch(this.form.saver.failed)
  }
}
