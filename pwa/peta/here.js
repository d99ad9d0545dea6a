// Where the person is. Only its cell is looked at: the view stands in the address, which a server may read.

import * as L from 'leaflet'
import { middleOf } from './view.js'

const NEAR_ZOOM = 15
const ASKED = { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 }

export class Here {
  /** @param {L.Map} map @param {{ seeking: () => void, here: () => void, nowhere: () => void }} told */
  constructor(map, told) {
    this.map = map
    this.told = told
    const icon = L.divIcon({ className: 'peta-here', iconSize: [22, 22] })
    this.marker = L.marker([0, 0], { icon, interactive: false, keyboard: false, zIndexOffset: 500 })
  }

  seek() {
    this.told.seeking()
    const found = (/** @type {GeolocationPosition} */ { coords }) => this.#found(L.latLng(coords.latitude, coords.longitude))
    if ('geolocation' in navigator) navigator.geolocation.getCurrentPosition(found, this.told.nowhere, ASKED)
    else this.told.nowhere()
  }

  /** @param {L.LatLng} place */
  #found(place) {
    this.marker.setLatLng(place).addTo(this.map)
    this.map.setView(middleOf(place), NEAR_ZOOM)
    this.told.here()
  }
}
