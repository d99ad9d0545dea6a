// The list beside the map: of the part that is seen.

const PAUSE_MS = 400

export class List {
  #timer = 0
  #turn = 0

  /** @param {HTMLElement} place @param {(address: string) => Promise<{ data: string } | null>} words */
  constructor(place, words) {
    this.place = place
    this.words = words
  }

  /** Soon: whoever drags a map on asks once. Without an answer what is there stays. @param {string} address */
  follow(address) {
    clearTimeout(this.#timer)
    const turn = (this.#turn += 1)
    this.#timer = window.setTimeout(async () => {
      const told = await this.words(address)
      if (told && turn === this.#turn && !this.place.contains(document.activeElement)) this.place.innerHTML = told.data
    }, PAUSE_MS)
  }
}
