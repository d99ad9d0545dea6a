// How a photo lies in its pane: how large, turned how far, moved how far from the middle. Pure.

/** @typedef {{ scale: number, turn: 0 | 90 | 180 | 270, x: number, y: number }} Pose x, y: pixels of the screen */

/** @type {Pose} */
export const WHOLE = { scale: 1, turn: 0, x: 0, y: 0 }
const MOST = 8
export const STEP = 1.4

/**
 * Larger or smaller by a factor; the point under the finger stays where it is.
 *
 * @param {Pose} pose
 * @param {number} factor
 * @param {{ x: number, y: number }} [at] from the middle of the pane
 * @returns {Pose}
 */
export function zoomed(pose, factor, at = { x: 0, y: 0 }) {
  const scale = Math.min(MOST, Math.max(1, pose.scale * factor))
  if (scale === 1) return { ...pose, scale, x: 0, y: 0 }
  const grown = scale / pose.scale
  return { ...pose, scale, x: at.x - (at.x - pose.x) * grown, y: at.y - (at.y - pose.y) * grown }
}

/** @param {Pose} pose @param {number} dx @param {number} dy @param {{ width: number, height: number }} pane @returns {Pose} */
export function moved(pose, dx, dy, { width, height }) {
  const room = { x: (width * (pose.scale - 1)) / 2, y: (height * (pose.scale - 1)) / 2 }
  return { ...pose, x: within(pose.x + dx, room.x), y: within(pose.y + dy, room.y) }
}

/** A quarter to the right. @param {Pose} pose @returns {Pose} */
export const turned = (pose) => ({ ...WHOLE, turn: /** @type {Pose['turn']} */ ((pose.turn + 90) % 360) })

/** @param {Pose} pose @param {{ width: number, height: number }} pane */
export function transform({ scale, turn, x, y }, { width, height }) {
  const fits = turn % 180 ? Math.min(width / height, height / width) : 1 // lying, it must fit the other way
  return `translate(${x}px, ${y}px) rotate(${turn}deg) scale(${scale * fits})`
}

const SWIPE = 50 // pixels

/**
 * Whether a finger that went from here to there wants the next photo (1) or the one before (-1).
 *
 * @param {{ x: number, y: number }} from
 * @param {{ x: number, y: number }} to
 * @returns {1 | -1 | 0}
 */
export function swipe(from, to) {
  const [x, y] = [to.x - from.x, to.y - from.y]
  if (Math.abs(x) < SWIPE || Math.abs(x) < 2 * Math.abs(y)) return 0
  return x < 0 ? 1 : -1
}

/** @param {number} value @param {number} most */
const within = (value, most) => Math.max(-most, Math.min(most, value))
