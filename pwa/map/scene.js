// What lies under the pin: land, names, where the phone is, how far is far.

import { nothing, svg } from 'lit'
import { far } from './far.js'
import { bar, path, pixels, spot } from './view.js'

/**
 * @typedef {import('./view.js').View} View
 * @typedef {import('../shared/register.js').Kelurahan} Kelurahan
 *
 * @typedef {object} Scene
 * @property {import('./plane.js').Outlines | null} outlines
 * @property {Kelurahan[]} kelurahan
 * @property {string} here code of the kelurahan the pin is in
 * @property {import('./plane.js').Point | null} pin
 * @property {import('../outbox/row.js').Where | null} fix the phone's own position
 */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Box in pixels */

/** Around a reference point it is surely that kelurahan, or nearly so. */
const KNOWN_M = 420
const NAME_WIDTH = 8 // pixels a letter
const NAME_HEIGHT = 22
const BESIDE = [0, 28, -40, 52, -64] // pixels up or down where a name may lie instead
const EDGE = 14
const HALO_MAX = 4_000 // a circle larger than that is drawn as if it were endless

/** @param {View} view @param {Scene} scene */
export function drawScene(view, scene) {
  const { outlines, kelurahan, here, fix } = scene
  const hereLast = [...kelurahan].sort((a, b) => Number(a.code === here) - Number(b.code === here))
  return svg`${hereLast.map((one) => (outlines ? drawOutline(view, one, scene) : drawKnown(view, one, here)))}
    ${fix ? drawCircle(view, fix) : nothing} ${drawNames(view, hereLast.reverse(), { here, taken: takenIn(view, scene) })} ${fix ? drawPhone(view, fix) : nothing}
    ${drawBar(view)}`
}

/** @param {View} view @param {Kelurahan} one @param {Scene} scene */
function drawOutline(view, { code }, { outlines, here }) {
  const shape = outlines?.[code]
  return shape ? svg`<path class="pin-land ${code === here ? 'is-here' : ''}" d=${path(view, shape)} />` : nothing
}

/** Without outlines: the ground around what the register knows. @param {View} view @param {Kelurahan} one @param {string} here */
function drawKnown(view, { code, points }, here) {
  const r = pixels(view, KNOWN_M)
  const ground = points.map(([lon, lat]) => spot(view, { lat, lon })).filter((at) => isNear(view, at, r))
  return svg`<g class="pin-known ${code === here ? 'is-here' : ''}">${ground.map(([x, y]) => svg`<circle cx=${x} cy=${y} r=${r} />`)}</g>`
}

/** @param {View} view @param {import('./view.js').Spot} at @param {number} r */
const isNear = ({ width, height }, [x, y], r) => x > -r && x < width + r && y > -r && y < height + r

/**
 * Each where most of its reference points in the window are, or a little below or above; one for which there is no room
 * is left out.
 *
 * @param {View} view
 * @param {Kelurahan[]} kelurahan the most important first
 * @param {{ here: string, taken: Box[] }} of
 */
function drawNames(view, kelurahan, { here, taken }) {
  const boxes = [...taken]
  return kelurahan.map(({ code, name, points }) => {
    const at = middle(points.map(([lon, lat]) => spot(view, { lat, lon })).filter((one) => isNear(view, one, 0)))
    const box = at && BESIDE.map((dy) => boxOf(view, name, [at[0], at[1] + dy])).find((one) => boxes.every((other) => isApart(one, other)))
    if (!box) return nothing
    boxes.push(box)
    return svg`<text class="pin-name ${code === here ? 'is-here' : ''}" x=${(box[0] + box[2]) / 2} y=${box[3] - 6}>${name}</text>`
  })
}

/** @param {View} view @param {string} name @param {import('./view.js').Spot} at @returns {Box} within the window */
function boxOf(view, name, [x, y]) {
  const half = (name.length * NAME_WIDTH) / 2
  const cx = Math.max(half + EDGE, Math.min(view.width - half - EDGE, x))
  const cy = Math.max(EDGE + NAME_HEIGHT / 2, Math.min(view.height - 3 * EDGE, y))
  return [cx - half, cy - NAME_HEIGHT / 2, cx + half, cy + NAME_HEIGHT / 2]
}

/** @param {Box} a @param {Box} b */
const isApart = (a, b) => a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1]

/** What no name may lie upon: the buttons, the pin, the phone. @param {View} view @param {Scene} scene @returns {Box[]} */
function takenIn(view, { pin, fix }) {
  /** @type {Box[]} */
  const taken = [[view.width - 62, 0, view.width, 172]]
  const [around, above] = [20, 48]
  for (const [point, up] of /** @type {[import('./plane.js').Point | null, number][]} */ ([[pin, above], [fix, around]])) {
    if (!point) continue
    const [x, y] = spot(view, point)
    taken.push([x - around, y - up, x + around, y + around / 2])
  }
  return taken
}

/** @param {import('./view.js').Spot[]} spots @returns {import('./view.js').Spot | null} */
function middle(spots) {
  if (!spots.length) return null
  const [x, y] = spots.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0])
  return [x / spots.length, y / spots.length]
}

/** As exact as the phone knows it. @param {View} view @param {import('../outbox/row.js').Where} fix */
function drawCircle(view, fix) {
  const [x, y] = spot(view, fix)
  return svg`<circle class="pin-halo" cx=${x} cy=${y} r=${Math.min(HALO_MAX, Math.max(12, pixels(view, fix.accuracy_m ?? 0)))} />`
}

/** @param {View} view @param {import('../outbox/row.js').Where} fix */
function drawPhone(view, fix) {
  const [x, y] = spot(view, fix)
  return svg`<circle class="pin-phone" cx=${x} cy=${y} r="7" />`
}

/** @param {View} view */
function drawBar(view) {
  const metres = bar(view)
  const [end, y] = [EDGE + pixels(view, metres), view.height - EDGE]
  return svg`<path class="pin-bar-ground" d="M${EDGE} ${y - 6}v6H${end}v-6" /><path class="pin-bar" d="M${EDGE} ${y - 6}v6H${end}v-6" />
    <text class="pin-name is-small" x=${EDGE + 6} y=${y - 5}>${far(metres)}</text>`
}

/** @param {import('./view.js').Spot} at */
export function drawPin([x, y]) {
  return svg`<g class="pin" transform="translate(${x} ${y})">
    <circle class="pin-grip" cy="-16" r="28" />
    <ellipse class="pin-shade" rx="7" ry="3" />
    <path class="pin-body" d="M0 0C-4 -9 -15 -17 -15 -30A15 15 0 0 1 15 -30C15 -17 4 -9 0 0Z" />
    <circle class="pin-eye" cy="-30" r="5.5" />
  </g>`
}
