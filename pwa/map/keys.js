// What keys mean on the map. Pure.

const STEP_PX = 8 // the closer one looks, the finer it is
const FAR_STEPS = 5 // with Shift
/** @type {Record<string, import('./view.js').Spot>} */
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }
/** @type {Record<string, 1 | -1>} */
const ZOOM = { '+': 1, '=': 1, '-': -1 }

/**
 * @param {{ key: string, shiftKey: boolean }} event
 * @returns {import('./view.js').Spot | 1 | -1 | 'done' | null} pixels the pin is moved by, a step of zooming, or the end
 */
export function keyed({ key, shiftKey }) {
  if (key === 'Enter') return 'done'
  const arrow = ARROWS[key]
  if (!arrow) return ZOOM[key] ?? null
  const [x, y] = arrow
  const far = STEP_PX * (shiftKey ? FAR_STEPS : 1)
  return [x * far, y * far]
}
