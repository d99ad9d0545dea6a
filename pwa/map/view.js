// A window on the plane: metres to pixels of the drawing and back. Pure.

import { apart, moved, rings } from './plane.js'

/** @typedef {import('./plane.js').Point} Point */
/** @typedef {[x: number, y: number]} Spot in CSS pixels from the upper left corner */
/** @typedef {{ centre: Point, zoom: number, width: number, height: number }} View width and height in CSS pixels */

/** Pixels a metre, from the whole city to a few houses. */
export const ZOOMS = [0.0125, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6]
const NEAR = 5
const KELURAHAN = 3
const CITY = { centre: Object.freeze({ lat: 0.1306, lon: 117.4832 }), zoom: 0 }

const MARGIN = 48

/** @param {View} view */
export const scale = ({ zoom }) => /** @type {number} */ (ZOOMS[zoom])

/** @param {View} view @param {Point} point @returns {Spot} */
export function spot(view, point) {
  const { east, north } = apart(view.centre, point)
  return [tenth(view.width / 2 + east * scale(view)), tenth(view.height / 2 - north * scale(view))]
}

/** @param {number} n */
const tenth = (n) => Math.round(n * 10) / 10

/** @param {View} view @param {Spot} at @returns {Point} */
export const pointAt = (view, [x, y]) =>
  moved(view.centre, { east: (x - view.width / 2) / scale(view), north: (view.height / 2 - y) / scale(view) })

/** @param {View} view @param {number} metres */
export const pixels = (view, metres) => tenth(metres * scale(view))

/** The `d` of a path. @param {View} view @param {import('./plane.js').Shape} shape */
export const path = (view, shape) =>
  rings(shape)
    .map((ring) => `M${ring.map(([lon, lat]) => spot(view, { lat, lon }).join(' ')).join('L')}Z`)
    .join('')

/** Whether a point is shown, with room around it. @param {View} view @param {Point} point @param {number} [margin] */
export function shows(view, point, margin = Math.min(MARGIN, view.width / 4, view.height / 4)) {
  const [x, y] = spot(view, point)
  return x >= margin && x <= view.width - margin && y >= margin && y <= view.height - margin
}

/** @param {View} view @param {number} by steps in (+) or out (-) @param {Point} at comes into the middle @returns {View} */
export function zoomed(view, by, at) {
  return { ...view, centre: at, zoom: Math.max(0, Math.min(ZOOMS.length - 1, view.zoom + by)) }
}

/** The same window after a finger has pulled the map along. @param {View} view @param {Spot} by @returns {View} */
export function pulled(view, [x, y]) {
  return { ...view, centre: pointAt(view, [view.width / 2 - x, view.height / 2 - y]) }
}

/** A round length in metres for the bar that tells how far is far: at most a quarter of the width. @param {View} view */
export function bar(view) {
  const wanted = view.width / 4 / scale(view)
  const power = 10 ** Math.floor(Math.log10(wanted))
  return ([5, 2, 1].find((step) => step * power <= wanted) ?? 1) * power
}

/**
 * What is looked at first: close at what is known, else the kelurahan, else the city.
 *
 * @param {Point | null} at
 * @param {[number, number][]} points of the kelurahan, lon and lat; none where none is chosen
 * @returns {{ centre: Point, zoom: number }}
 */
export function firstLook(at, points) {
  if (at) return { centre: at, zoom: NEAR }
  if (!points.length) return CITY
  const [lon, lat] = points.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0])
  return { centre: { lon: lon / points.length, lat: lat / points.length }, zoom: KELURAHAN }
}
