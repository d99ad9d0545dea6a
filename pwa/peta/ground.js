// What lies below the signs: the sea, the kelurahan with their names, and base tiles where some are configured.

import * as L from 'leaflet'
import { makeRoom } from './room.js'
import { seaOf } from './sea.js'

/** @typedef {import('./paint.js').Colours} Colours */
/** @typedef {import('./squares.js').Square} Square */
/** @typedef {{ features: any[] }} Shapes GeoJSON of the kelurahan */

/** @param {L.Map} map @param {DOMStringMap} told of the page @returns {boolean} whether there are tiles */
export function tiles(map, { tiles: address, credit }) {
  if (!address) return false
  L.tileLayer(address, { maxZoom: 19, referrerPolicy: 'strict-origin-when-cross-origin' }).addTo(map)
  const words = document.createElement('span')
  words.textContent = credit ?? ''
  L.control.attribution({ prefix: false }).addAttribution(words.innerHTML).addTo(map)
  return true
}

/** @param {L.Map} map @param {Shapes} shapes @param {Colours} colours @param {boolean} isOverTiles */
export function ground(map, shapes, colours, isOverTiles) {
  const renderer = L.canvas({ padding: 0.5 })
  const quiet = { renderer, interactive: false }
  const sea = L.polygon(/** @type {L.LatLngExpression[]} */ (seaOf(shapes.features)), { ...quiet, stroke: false, fillOpacity: isOverTiles ? 0 : 1 })
  const land = L.geoJSON(/** @type {any} */ (shapes), { ...quiet, style: { weight: 1.5, fillOpacity: isOverTiles ? 0 : 1 } })
  for (const layer of [sea, land]) layer.addTo(map) // in this order they are drawn
  map.createPane('names').style.zIndex = '420'
  const names = L.layerGroup(land.getLayers().map((one) => name(/** @type {any} */ (one)))).addTo(map)
  /** @type {Square[]} */
  let signs = []
  const room = () => makeRoom(map, names, signs)
  map.on('moveend', room)
  const dressed = (/** @type {Colours} */ now, /** @type {string} */ here) => {
    sea.setStyle({ fillColor: now.sea })
    land.setStyle((feature) => ({ color: feature?.id === here ? now.ink : now.coast, weight: feature?.id === here ? 3 : 1.5, fillColor: now.land }))
  }
  dressed(colours, '')
  map.whenReady(room)
  const besides = (/** @type {Square[]} */ squares) => {
    signs = squares
    room()
  }
  return { dressed, besides, bounds: land.getBounds(), of: (/** @type {string} */ code) => boundsOf(land, code), nameOf: (/** @type {string} */ code) => shapes.features.find(({ id }) => id === code)?.properties.name ?? '' }
}

/** @param {L.GeoJSON} land @param {string} code */
function boundsOf(land, code) {
  const found = land.getLayers().find((one) => /** @type {any} */ (one).feature.id === code)
  return /** @type {L.Polygon | undefined} */ (found)?.getBounds()
}

/** @param {L.Polygon & { feature: any }} shape */
function name(shape) {
  const icon = L.divIcon({ className: 'peta-name', html: '', iconSize: undefined })
  const label = L.marker(shape.getBounds().getCenter(), { icon, pane: 'names', interactive: false, keyboard: false })
  label.on('add', () => {
    const element = /** @type {HTMLElement} */ (label.getElement())
    element.textContent = shape.feature.properties.name
    element.setAttribute('aria-hidden', 'true') // the list tells the kelurahan of each report
  })
  return label
}
