// The map of the list: fetched where there is room for it, and told which row is meant.

import { pageOf } from './page-of.js'
import { rowsOf } from './rows.js'

const place = document.getElementById('peta')
const slot = place?.querySelector('[data-slot="map"]')

if (place && slot) void draw(place, slot)

/** @param {HTMLElement} place @param {Element} slot */
async function draw(place, slot) {
  if (!slot.querySelector('svg')) {
    const map = await pageOf(place.dataset.map ?? '')
    if (!map) return
    slot.innerHTML = map
  }
  document.querySelector('.queue-map-switch')?.classList.add('is-needless')
  const rows = rowsOf(document)
  for (const pin of /** @type {NodeListOf<SVGAElement>} */ (slot.querySelectorAll('[data-pin]'))) {
    const row = rows.get(pin.dataset.pin ?? '')
    if (row) join(pin, row)
  }
}

/** Whichever is meant, both are marked. @param {SVGAElement} pin @param {HTMLElement} row */
function join(pin, row) {
  const mark = (/** @type {boolean} */ on) => [pin, row].forEach((one) => one.classList.toggle('is-marked', on))
  for (const [begin, end] of [['pointerenter', 'pointerleave'], ['focusin', 'focusout']]) {
    for (const one of [pin, row]) {
      one.addEventListener(/** @type {string} */ (begin), () => mark(true))
      one.addEventListener(/** @type {string} */ (end), () => mark(false))
    }
  }
}
