// Parts of a picture to cover: fractions of its width and height, from its top left. Pure.

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ x: number, y: number, width: number, height: number, kind: string }} Box kind: what a machine took it for, '' when a person drew it
 */

const LEAST = 0.01

/** Within the picture, whole. @param {Box} box @param {Point} by @returns {Box} */
export const moved = (box, { x, y }) => ({ ...box, x: within(box.x + x, 0, 1 - box.width), y: within(box.y + y, 0, 1 - box.height) })

/**
 * One corner moves, the one across stays.
 *
 * @param {Box} box
 * @param {Point} corner 0 or 1: left or right, top or bottom
 * @param {Point} by
 * @returns {Box}
 */
export function stretched(box, corner, by) {
  const [x, width] = side(box.x, box.width, corner.x, by.x)
  const [y, height] = side(box.y, box.height, corner.y, by.y)
  return { ...box, x, y, width, height }
}

/** @param {number} start @param {number} length @param {number} end which of both ends moves @param {number} by @returns {[number, number]} */
function side(start, length, end, by) {
  if (end) return [start, within(length + by, LEAST, 1 - start)]
  const to = within(start + by, 0, start + length - LEAST)
  return [to, start + length - to]
}

/** What a finger drew from one point to another. @param {Point} a @param {Point} b @returns {Box} */
export function between(a, b) {
  const [left, right] = [a.x, b.x].map(inside).sort(byValue)
  const [top, bottom] = [a.y, b.y].map(inside).sort(byValue)
  return sized(left ?? 0, top ?? 0, (right ?? 0) - (left ?? 0), (bottom ?? 0) - (top ?? 0), '')
}

/** @param {Point} middle @param {number} width @param {number} height @returns {Box} */
export const around = (middle, width, height) =>
  moved(sized(middle.x - width / 2, middle.y - height / 2, width, height, ''), { x: 0, y: 0 })

/** Larger or smaller about its middle. @param {Box} box @param {number} factor @returns {Box} */
export function grown(box, factor) {
  const { width, height } = sized(0, 0, box.width * factor, box.height * factor, '')
  return { ...around({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, width, height), kind: box.kind }
}

/** @param {number} x @param {number} y @param {number} width @param {number} height @param {string} kind @returns {Box} */
const sized = (x, y, width, height, kind) => ({ x, y, width: within(width, LEAST, 1), height: within(height, LEAST, 1), kind })

/** @param {number} value @param {number} least @param {number} most */
const within = (value, least, most) => Math.max(least, Math.min(most, value))

/** @param {number} value */
const inside = (value) => within(value, 0, 1)

/** @param {number} a @param {number} b */
const byValue = (a, b) => a - b
