// Room for the names: none lies on a sign, on a button or on another name.

import { radiusOf } from './paint.js'

/** @typedef {import('./squares.js').Square} Square */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box pixels of the window */

/** A name for which there is no room is left out. @param {import('leaflet').Map} map @param {import('leaflet').LayerGroup} names @param {Square[]} signs */
export function makeRoom(map, names, signs) {
  const taken = [...signs.map((one) => around(map, one)), ...buttonsOf(map)]
  for (const one of names.getLayers()) {
    const element = /** @type {import('leaflet').Marker} */ (one).getElement()
    if (!element) continue
    element.hidden = false
    const box = element.getBoundingClientRect()
    element.hidden = taken.some((other) => meet(box, other)) // elsewhere it would name another kelurahan
    if (!element.hidden) taken.push(box)
  }
}

/** @param {import('leaflet').Map} map */
const buttonsOf = (map) => [...map.getContainer().querySelectorAll('.leaflet-control')].map((one) => one.getBoundingClientRect())

/** @param {import('leaflet').Map} map @param {Square} sign @returns {Box} */
function around(map, { lat, lon, n }) {
  const { left, top } = map.getContainer().getBoundingClientRect()
  const { x, y } = map.latLngToContainerPoint([lat, lon])
  const r = radiusOf(n) + 2
  return { left: left + x - r, top: top + y - r, right: left + x + r, bottom: top + y + r }
}

/** @param {Box} a @param {Box} b */
const meet = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top
