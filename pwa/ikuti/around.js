// Where somebody stands is asked of the device. Only the middle of its cell leaves it, and nothing from far away.

import { middleOf } from '../peta/view.js'

const ASKED = { timeout: 15_000, maximumAge: 60_000 }

/** @param {HTMLFormElement} form */
export function begin(form) {
  const button = /** @type {HTMLElement} */ (form.querySelector('[data-here]'))
  const tell = (/** @type {string} */ what) => void (/** @type {HTMLElement} */ (form.querySelector('[role="status"]')).textContent = form.dataset[what] ?? '')
  const part = form.closest('section')
  form.hidden = button.hidden = false
  if (part && location.hash === `#${part.id}`) lead(part)
  button.addEventListener('click', () => {
    tell('searching')
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude: lat, longitude: lng } }) => (isWithin(form.dataset['around'] ?? '', lat, lng) ? send(form, lat, lng) : tell('far')),
      (error) => tell(error.code === error.PERMISSION_DENIED ? 'refused' : 'unknown'),
      ASKED,
    )
  })
}

/** A browser that finds no place leads where one without scripts does: over a kelurahan. @param {HTMLFormElement} form */
export function unable(form) {
  const part = form.closest('section')
  const words = part?.querySelector('noscript')
  if (!part || !words) return
  words.outerHTML = words.textContent ?? ''
  if (location.hash === `#${part.id}`) lead(part)
}

/** To what the address names: it was empty yet when the browser looked for it. @param {HTMLElement} to */
function lead(to) {
  to.focus({ preventScroll: true })
  to.scrollIntoView()
}

/** @param {string} box west, south, east and north in degrees @param {number} lat @param {number} lng */
function isWithin(box, lat, lng) {
  const [west = 0, south = 0, east = 0, north = 0] = box.split(',').map(Number)
  return west <= lng && lng <= east && south <= lat && lat <= north
}

/** @param {HTMLFormElement} form @param {number} lat @param {number} lng */
function send(form, lat, lng) {
  const point = /** @type {HTMLInputElement} */ (form.elements.namedItem('titik'))
  point.value = middleOf({ lat, lng }).map((n) => n.toFixed(4)).join(',')
  form.submit()
}
