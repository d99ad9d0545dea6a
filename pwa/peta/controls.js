// Buttons on the map: the whole city, and where the person is.

import * as L from 'leaflet'

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
