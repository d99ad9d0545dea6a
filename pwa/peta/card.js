// What lies at a place of the map: a card over it, which closes by Escape.

export class Card {
  /** @param {HTMLElement} over @param {{ title: string, close: string, loading: string }} words @param {() => void} closed */
  constructor(over, words, closed) {
    this.words = words
    this.closed = closed
    this.place = document.createElement('section')
    this.place.className = 'peta-card'
    this.place.setAttribute('aria-label', words.title)
    this.place.hidden = true
    over.append(this.place)
    this.place.addEventListener('keydown', (event) => {
      event.stopPropagation() // the map listens for the same keys
      if (event.key === 'Escape') this.close()
    })
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
    this.place.replaceChildren(close, body)
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
