// Buttons on the map: the whole city, and where the person is. Only its cell is looked at: the view stands in the address.

import * as L from 'leaflet'
import { middleOf } from './view.js'

const NEAR_ZOOM = 15

/** @param {L.Map} map @param {{ name: string, sign: string, pressed: () => void }[]} buttons */
export function buttons(map, buttons) {
  const control = new L.Control({ position: 'topleft' })
  control.onAdd = () => {
    const bar = L.DomUtil.create('div', 'leaflet-bar peta-bar')
    bar.append(...buttons.map(({ name, sign, pressed }) => button(name, sign, pressed)))
    L.DomEvent.disableClickPropagation(bar)
    return bar
  }
  control.addTo(map)
}

/** @param {string} name @param {string} sign @param {() => void} pressed */
function button(name, sign, pressed) {
  const made = document.createElement('button')
  made.type = 'button'
  made.title = name
  made.setAttribute('aria-label', name)
  made.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${ICONS}#${sign}"></use></svg>`
  made.addEventListener('click', pressed)
  return made
}

/** @param {L.Map} map @param {{ here: () => void, nowhere: () => void }} told */
export function locate(map, told) {
  map.once('locationfound', ({ latlng, accuracy }) => {
    L.circle(latlng, { radius: accuracy, interactive: false, className: 'peta-here' }).addTo(map)
    map.setView(middleOf(latlng), NEAR_ZOOM)
    told.here()
  })
  map.once('locationerror', told.nowhere)
  map.locate({ enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 })
}
