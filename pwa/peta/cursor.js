// The signs of the map by keyboard: one button that goes from sign to sign. The list beside says the same in words.

import * as L from 'leaflet'
import { nextOf } from './squares.js'

/** @typedef {import('./squares.js').Square} Square */

export class Cursor {
  /** @type {Square[]} */
  #squares = []
  /** @type {Square | undefined} */
  #at

  /**
   * @param {L.Map} map
   * @param {{ chosen: (square: Square) => void, told: (square: Square, place: number, count: number) => string }} does
   */
  constructor(map, does) {
    this.map = map
    this.does = does
    this.button = document.createElement('button')
    this.button.className = 'peta-cursor'
    this.button.type = 'button'
    const icon = L.divIcon({ html: this.button, className: 'peta-cursor-at', iconSize: [48, 48] })
    this.marker = L.marker([0, 0], { icon, keyboard: false, zIndexOffset: 1000 })
    this.button.addEventListener('keydown', (event) => this.#key(event))
    this.button.addEventListener('click', () => this.#at && does.chosen(this.#at))
    this.button.addEventListener('blur', () => this.marker.remove())
    map.getContainer().addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.target !== map.getContainer()) return
      event.preventDefault() // it would press the button as well
      this.begin()
    })
  }

  /** What is on the map now. @param {Square[]} squares */
  over(squares) {
    this.#squares = squares
    if (this.marker.getElement()?.contains(document.activeElement)) this.back()
  }

  /** At the sign nearest to the middle. */
  begin() {
    this.#near(this.map.getCenter())
  }

  /** Where it was, as when a card was closed; squares may have been told anew meanwhile. */
  back() {
    this.#near(this.#at ? L.latLng(this.#at.lat, this.#at.lon) : this.map.getCenter())
  }

  /** @param {L.LatLng} place */
  #near(place) {
    const far = (/** @type {Square} */ one) => place.distanceTo([one.lat, one.lon])
    const nearest = [...this.#squares].sort((a, b) => far(a) - far(b))[0]
    if (nearest) this.#to(nearest)
    else this.map.getContainer().focus()
  }

  /** @param {Square} square */
  #to(square) {
    this.#at = square
    this.marker.setLatLng([square.lat, square.lon]).addTo(this.map)
    this.button.setAttribute('aria-label', this.does.told(square, this.#squares.indexOf(square) + 1, this.#squares.length))
    this.button.focus({ preventScroll: true })
    this.map.panInside([square.lat, square.lon], { padding: [40, 40] })
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Escape') this.map.getContainer().focus()
    const next = this.#at && nextOf(this.#squares, this.#at, event.key)
    if (next) this.#to(next)
    if (event.key.startsWith('Arrow')) event.preventDefault()
    if (event.key !== 'Tab' && event.key !== '+' && event.key !== '-') event.stopPropagation() // the map would move instead
  }
}
