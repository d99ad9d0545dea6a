// The list beside the map: of the part that is seen.

const PAUSE_MS = 400

export class List {
  #timer = 0
  #turn = 0

  /** @param {HTMLElement} place @param {(address: string) => Promise<{ data: string } | null>} words @param {string} unknown what stands there without an answer */
  constructor(place, words, unknown) {
    this.place = place
    this.words = words
    this.unknown = unknown
  }

  /** Soon: whoever drags a map on asks once. @param {string} address */
  follow(address) {
    clearTimeout(this.#timer)
    const turn = (this.#turn += 1)
    this.#timer = window.setTimeout(async () => {
      const told = await this.words(address)
      if (turn !== this.#turn) return
      if (!told) this.place.textContent = this.unknown
      else if (!this.place.contains(document.activeElement)) this.place.innerHTML = told.data
    }, PAUSE_MS)
  }
}
