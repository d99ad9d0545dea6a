// The map of /peta, in the place of the still one.

import * as L from 'leaflet'
import { Address } from './address.js'
import { Card } from './card.js'
import { colours, onTheme } from './colours.js'
import { buttons } from './controls.js'
import { Cursor } from './cursor.js'
import { data, words } from './fetching.js'
import { ground, tiles } from './ground.js'
import { Here } from './here.js'
import { legend } from './legend.js'
import { List } from './list.js'
import { signs } from './marks.js'
import { isIn, squaresOf } from './squares.js'
import { speaker } from './told.js'
import { cellsAddress, followAddress, levelAt, listAddress, seenAddress } from './view.js'

/** @typedef {import('./squares.js').Square} Square */

/** Land lies to their right: pixels. */
const BESIDE_BUTTONS = { paddingTopLeft: /** @type {[number, number]} */ ([56, 0]) }
const WHOLE_MIN = 8
/** Reports at a place: more of them are told apart by looking closer, where that is possible. */

const place = document.getElementById('peta')
const form = document.getElementById('peta-saring')
if (place && form instanceof HTMLFormElement) void start(place, form)

/** @param {HTMLElement} place @param {HTMLFormElement} form */
async function start(place, form) {
  const shapes = await data('/api/v1/kelurahan')
  if (Array.isArray(shapes?.data?.features)) new Peta(place, form, shapes.data)
  else stays(place, () => void start(place, form))
}

/** The still map and the list, until somebody asks again or the network is back. @param {HTMLElement} place @param {() => void} again */
function stays(place, again) {
  const { spoken } = speaker(JSON.parse(place.dataset.words ?? '{}'))
  const news = /** @type {HTMLElement} */ (document.getElementById('peta-news'))
  const button = /** @type {HTMLElement} */ (document.getElementById('peta-again'))
  const once = new AbortController()
  const go = () => {
    once.abort()
    news.textContent = spoken('loading')
    again()
  }
  news.textContent = spoken('still')
  button.hidden = false
  button.addEventListener('click', go, once)
  addEventListener('online', go, once)
}

class Peta {
  /** @type {Square[]} */
  #squares = []
  #turn = 0
  /** Of the person's place, until they look elsewhere. */
  #aside = ''
  #seen = ''
  /** Of the signs that are shown. */
  #filters = ''

  /** @param {HTMLElement} place @param {HTMLFormElement} form @param {import('./ground.js').Shapes} shapes */
  constructor(place, form, shapes) {
    this.voice = speaker(JSON.parse(place.dataset.words ?? '{}'))
    const { spoken } = this.voice
    this.look = { colours: colours(), written: this.voice.short }
    this.map = mapIn(place, spoken)
    this.ground = ground(this.map, shapes, this.look.colours, tiles(this.map, place.dataset))
    this.signs = signs(this.map, this.look, (square) => this.#choose(square))
    const told = (/** @type {Square} */ square, /** @type {number} */ at, /** @type {number} */ of) =>
      spoken('cursor', { place: String(at), count: String(of), what: this.voice.what(square) })
    this.cursor = new Cursor(this.map, { chosen: (square) => this.#choose(square), told })
    this.card = new Card(/** @type {HTMLElement} */ (place.parentElement), { title: spoken('card'), close: spoken('close'), loading: spoken('loading') }, () => this.cursor.back())
    this.list = new List(/** @type {HTMLElement} */ (document.getElementById('peta-list')), words, spoken('unknown_list'))
    this.news = /** @type {HTMLElement} */ (document.getElementById('peta-news'))
    this.again = /** @type {HTMLButtonElement} */ (document.getElementById('peta-again'))
    this.again.addEventListener('click', () => void this.#ask())
    this.address = new Address(form, { filtered: () => this.#filtered(), back: (view) => this.#back(view) })
    this.#controls()
    this.#begin()
  }

  #controls() {
    const { spoken } = this.voice
    const said = (/** @type {string} */ name) => () => this.#tell(this.#seen, spoken(name))
    const here = new Here(this.map, { seeking: said('locating'), here: said('here'), nowhere: said('locate_no') })
    this.map.on('dragstart', () => this.#tell(this.#seen))
    buttons(this.map, [
      { name: spoken('whole'), sign: 'map', pressed: () => this.map.fitBounds(this.ground.bounds, BESIDE_BUTTONS) },
      { name: spoken('locate'), sign: 'locate-fixed', pressed: () => here.seek() },
    ])
    onTheme(() => this.#dress())
  }

  #begin() {
    this.#back(this.address.view)
    this.#dress()
    this.#follow()
    this.map.on('moveend', () => this.#moved())
  }

  #dress() {
    this.look.colours = colours()
    this.ground.dressed(this.look.colours, this.address.kelurahan)
    this.signs.again()
    legend(this.look.colours)
  }

  #filtered() {
    const there = this.ground.of(this.address.kelurahan)
    this.#dress()
    if (there && !there.intersects(this.map.getBounds().pad(-0.3))) this.map.fitBounds(there, BESIDE_BUTTONS)
    void this.#ask()
  }

  /** Where the address leads. @param {import('./view.js').View | null} view */
  #back(view) {
    if (view) this.map.setView([view.lat, view.lon], view.z, { animate: false })
    else this.map.fitBounds(this.ground.of(this.address.kelurahan) ?? this.ground.bounds, { ...BESIDE_BUTTONS, animate: false })
    this.#dress()
    void this.#ask()
  }

  #moved() {
    const { lat, lng } = this.map.getCenter()
    this.#follow()
    this.address.look({ lat, lon: lng, z: this.map.getZoom() })
    void this.#ask()
  }

  /** The way to follow what happens around the middle. */
  #follow() {
    const way = /** @type {HTMLElement} */ (document.getElementById('peta-ikuti'))
    way.hidden = false
    way.querySelector('a')?.setAttribute('href', followAddress(this.map.getCenter()))
  }

  /** Of two answers the one to the later question is shown. */
  async #ask() {
    const turn = (this.#turn += 1)
    const box = boxOf(this.map.getBounds())
    this.list.follow(seenAddress(this.address.search, box, this.map.getZoom()))
    const told = await data(cellsAddress(this.address.search, box, this.map.getZoom()))
    if (turn !== this.#turn) return
    if (told) this.#told(told, box)
    else this.#unknown()
  }

  /** @param {import('./fetching.js').Told} told @param {import('./view.js').Box} box */
  #told({ data, kept }, box) {
    this.#filters = this.address.filters
    this.#show(squaresOf(data))
    if (document.activeElement === this.again) this.map.getContainer().focus({ preventScroll: true }) // it goes
    this.again.hidden = true
    const n = this.#squares.filter((one) => isIn(one, box)).reduce((sum, one) => sum + one.n, 0)
    const old = kept ? this.voice.spoken('old', { ago: this.voice.ago(kept) }) : ''
    this.#tell([old, this.#counted(n)].filter(Boolean).join(' '), this.#aside)
  }

  /** The signs are those of all kelurahan that are seen. @param {number} n */
  #counted(n) {
    const name = this.ground.nameOf(this.address.kelurahan)
    return name ? this.voice.spoken('beside', { name }) : this.voice.count(n)
  }

  /** Nothing is counted, and no sign of another question stays. */
  #unknown() {
    if (this.#filters !== this.address.filters) this.#show([])
    this.again.hidden = false
    this.#tell(this.voice.spoken('unknown'), this.#aside)
  }

  /** @param {Square[]} squares */
  #show(squares) {
    this.#squares = squares
    this.signs.show(squares)
    this.ground.besides(squares)
    this.cursor.over(squares)
  }

  /** @param {string} seen of the map @param {string} [aside] of the person's place */
  #tell(seen, aside = '') {
    this.#seen = seen
    this.#aside = aside
    this.news.textContent = [aside, seen].filter(Boolean).join(' ')
  }

  /** Many are looked at closer; a few, or those of one cell, are told. @param {Square} square */
  #choose(square) {
    const { west, south, east, north } = square.box
    if (square.n > WHOLE_MIN && levelAt(this.map.getZoom()) > 0) this.map.fitBounds([[south, west], [north, east]])
    else void this.card.open(words(listAddress(this.address.search, square.box)).then((told) => told?.data ?? this.voice.spoken('unknown')))
  }
}

/** @param {HTMLElement} place @param {(name: string) => string} spoken */
function mapIn(place, spoken) {
  const isWithin = place.contains(document.activeElement) // on a link of the still map, which goes
  place.replaceChildren()
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  const moves = { zoomAnimation: !isStill, fadeAnimation: !isStill, markerZoomAnimation: !isStill, inertia: !isStill }
  const map = L.map(place, { ...moves, preferCanvas: true, zoomControl: false, attributionControl: false, minZoom: 10, maxZoom: 17, zoomSnap: 0.5 })
  L.control.zoom({ zoomInTitle: spoken('closer'), zoomOutTitle: spoken('farther') }).addTo(map)
  place.setAttribute('role', 'application')
  place.setAttribute('aria-label', spoken('name'))
  if (isWithin) place.focus({ preventScroll: true })
  return map
}

/** @param {L.LatLngBounds} bounds @returns {import('./view.js').Box} */
const boxOf = (bounds) => ({ west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() })
