// From the screen to the picture and back, however it is zoomed, turned and moved. Pure.

/**
 * @typedef {import('./box.js').Point} Point
 * @typedef {{ width: number, height: number }} Size pixels of the screen
 * @typedef {{ pose: import('../shared/pose.js').Pose, sheet: Size, pane: Size }} View sheet: the whole picture in its pane, upright
 */

/** The picture as large as its pane lets it be. @param {Size} picture @param {Size} pane @returns {Size} */
export function fitted(picture, pane) {
  const scale = Math.min(pane.width / picture.width, pane.height / picture.height)
  return { width: picture.width * scale, height: picture.height * scale }
}

/** How much larger than upright and whole. @param {View} view */
export function scaleOf({ pose, sheet, pane }) {
  const lying = pose.turn % 180 ? Math.min(pane.width / sheet.height, pane.height / sheet.width) : 1
  return pose.scale * lying
}

/** @param {View} view */
export const transform = (view) => `translate(${view.pose.x}px, ${view.pose.y}px) rotate(${view.pose.turn}deg) scale(${scaleOf(view)})`

/** A way on the screen, as fractions of the picture. @param {Point} way @param {View} view @returns {Point} */
export function across({ x, y }, view) {
  const [cos, sin] = QUARTERS[view.pose.turn]
  const scale = scaleOf(view)
  return { x: (x * cos + y * sin) / scale / view.sheet.width, y: (y * cos - x * sin) / scale / view.sheet.height }
}

/** A point of the pane, from its middle, in the picture. @param {Point} point @param {View} view @returns {Point} */
export function placeOf(point, view) {
  const from = across({ x: point.x - view.pose.x, y: point.y - view.pose.y }, view)
  return { x: from.x + 0.5, y: from.y + 0.5 }
}

/** Cosine and sine. @type {Record<0 | 90 | 180 | 270, [number, number]>} */
const QUARTERS = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] }
