// Leads to the page of the kelurahan somebody stands in. Where that is stays on this device: the shapes come here.

import { among } from './among.js'
import { shapes } from './shapes.js'

const PATIENCE_MS = 15_000
const ROUGH_M = 500 // a position that is no better names a neighbour as well

const place = /** @type {HTMLElement | null} */ (document.querySelector('[data-finds]'))
const button = place?.querySelector('button')
const status = place?.querySelector('[role="status"]')

if (place && button && status && 'geolocation' in navigator) {
  place.dataset['finds'] = 'here'
  button.addEventListener('click', () => {
    status.textContent = place.dataset.searching ?? ''
    navigator.geolocation.getCurrentPosition(found, missed, { timeout: PATIENCE_MS, maximumAge: 60_000 })
  })
}

/** @param {GeolocationPosition} position */
async function found({ coords }) {
  const near = among(await shapes().catch(() => []), { lat: coords.latitude, lon: coords.longitude })
  if (!near) return tell('failed')
  if (near.metres === 0 && coords.accuracy <= ROUGH_M) return location.assign(`/kelurahan/${near.place.code}`)
  propose(near.metres > 0 ? 'outside' : 'rough', near.place)
}

/** @param {GeolocationPositionError} error */
function missed(error) {
  tell(error.code === error.PERMISSION_DENIED ? 'refused' : 'unknown')
}

/** @param {string} what a word of the page's data @param {...(string | Node)} more */
function tell(what, ...more) {
  status?.replaceChildren(place?.dataset[what] ?? '', ...more)
}

/** @param {string} what @param {{ code: string, name: string }} kelurahan */
function propose(what, { code, name }) {
  const link = document.createElement('a')
  link.href = `/kelurahan/${code}`
  link.textContent = name
  tell(what, ' ', link)
}
