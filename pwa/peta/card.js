// What lies at a place of the map: a card over it, which closes by Escape. Beside the map, whose links and keys are others.

export class Card {
  /** @param {HTMLElement} over what holds the map @param {{ title: string, close: string, loading: string }} words @param {() => void} closed */
  constructor(over, words, closed) {
    this.words = words
    this.closed = closed
    this.place = document.createElement('section')
    this.place.className = 'peta-card'
    this.place.setAttribute('aria-label', words.title)
    this.place.hidden = true
    over.append(this.place)
    this.place.addEventListener('keydown', ({ key }) => key === 'Escape' && this.close())
  }

  /** Open at once, filled when the answer is there. @param {Promise<string>} words HTML of the list */
  async open(words) {
    const close = document.createElement('button')
    close.type = 'button'
    close.className = 'button is-quiet peta-close'
    close.textContent = this.words.close
    close.addEventListener('click', () => this.close())
    const body = document.createElement('div')
    body.textContent = this.words.loading
    const title = document.createElement('h2')
    title.textContent = this.words.title
    this.place.replaceChildren(title, close, body)
    this.place.hidden = false
    close.focus({ preventScroll: true })
    const html = await words
    body.innerHTML = html
  }

  get isOpen() {
    return !this.place.hidden
  }

  close() {
    this.place.hidden = true
    this.closed()
  }
}
