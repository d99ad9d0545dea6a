// The signs of the legend, drawn by the same lines as those of the map.

import { single } from './paint.js'

/** @param {import('./paint.js').Colours} colours */
export function legend(colours) {
  for (const canvas of /** @type {NodeListOf<HTMLCanvasElement>} */ (document.querySelectorAll('.peta-signs canvas'))) {
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'))
    pen.reset?.()
    pen.setTransform(2, 0, 0, 2, canvas.width / 2, canvas.height / 2)
    pen.clearRect(-99, -99, 198, 198)
    single(pen, Number(canvas.dataset.kind), canvas.dataset.standing ?? 'open', colours, 10)
    canvas.closest('details')?.removeAttribute('hidden')
  }
}
