// The signs of the legend, drawn by the same lines as those of the map.

import { several, single } from './paint.js'

/** A circle is wider than a shape; both take as much room here. */
const RING_SCALE = 1.6
const MANY = 2

/** @param {import('./paint.js').Colours} colours */
export function legend(colours) {
  for (const canvas of /** @type {NodeListOf<HTMLCanvasElement>} */ (document.querySelectorAll('.peta-signs canvas'))) {
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'))
    pen.reset?.()
    const { kind, ring, standing = 'open' } = canvas.dataset
    const scale = ring === undefined ? 2 : RING_SCALE
    pen.setTransform(scale, 0, 0, scale, canvas.width / 2, canvas.height / 2)
    pen.clearRect(-99, -99, 198, 198)
    if (ring === undefined) single(pen, Number(kind), standing, colours, 10)
    else several(pen, { n: MANY, counts: { [standing]: MANY } }, colours, String)
    canvas.closest('details')?.removeAttribute('hidden')
  }
}
