// A sign on a canvas: a shape for a single report, a counted circle with a ring of states for several. Pure but for the pen.

import { shapeOf } from './shapes.js'

/** @typedef {ReturnType<typeof import('./colours.js').colours>} Colours */

const FULL = 2 * Math.PI
export const SINGLE = 12
/** Pixels from the middle of a shape to its edge. */

/** How a state is drawn in the ring, for whoever sees no colours: pixels of a dash and of the gap, and its width. */
const RING = /** @type {Record<string, { dash: number[], width: number }>} */ ({
  open: { dash: [], width: 6 },
  work: { dash: [5, 2], width: 6 },
  fixed: { dash: [], width: 2.5 },
  closed: { dash: [2, 2], width: 4 },
  good: { dash: [1, 3], width: 6 },
})

/** @param {number} n reports */
export const radiusOf = (n) => (n === 1 ? SINGLE : 15 + 3 * Math.min(3, Math.floor(Math.log10(n))))

/** @param {CanvasRenderingContext2D} pen @param {number} kind @param {string} standing @param {Colours} colours @param {number} [size] */
export function single(pen, kind, standing, colours, size = SINGLE) {
  const colour = colours.kinds[kind % colours.kinds.length] ?? colours.ink
  const path = new Path2D()
  shapeOf(kind).forEach(([x, y]) => path.lineTo(x * size, y * size))
  path.closePath()
  pen.lineJoin = 'round'
  stroke(pen, path, colours.surface, 6)
  pen.fillStyle = standing === 'fixed' || standing === 'closed' || standing === 'work' ? colours.surface : colour
  pen.fill(path)
  if (standing === 'work') half(pen, path, colour, size)
  stroke(pen, path, colour, 3)
  inside(pen, standing, standing === 'good' ? colours.surface : colour, size)
}

/** @param {CanvasRenderingContext2D} pen @param {Path2D} path @param {string} colour @param {number} width */
function stroke(pen, path, colour, width) {
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.stroke(path)
}

/** Its lower half is full: somebody is at it. @param {CanvasRenderingContext2D} pen @param {Path2D} path @param {string} colour @param {number} size */
function half(pen, path, colour, size) {
  pen.save()
  pen.clip(path)
  pen.fillStyle = colour
  pen.fillRect(-2 * size, 0, 4 * size, 2 * size)
  pen.restore()
}

/** A tick, a bar or a dot. @param {CanvasRenderingContext2D} pen @param {string} standing @param {string} colour @param {number} size */
function inside(pen, standing, colour, size) {
  const path = new Path2D()
  const r = size * 0.36
  if (standing === 'fixed') [[-r, 0], [-r / 4, r * 0.7], [r, -r * 0.7]].forEach(([x = 0, y = 0]) => path.lineTo(x, y))
  if (standing === 'closed') [[-r, 0], [r, 0]].forEach(([x = 0, y = 0]) => path.lineTo(x, y))
  if (standing === 'good') path.arc(0, 0, r / 2, 0, FULL)
  stroke(pen, path, colour, 2.5)
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Pick<import('./squares.js').Square, 'n' | 'counts'>} square
 * @param {Colours} colours
 * @param {(n: number) => string} written
 */
export function several(pen, { n, counts }, colours, written) {
  const r = radiusOf(n)
  disc(pen, r + 2, colours.surface)
  ring(pen, r - 3, counts, n, colours)
  pen.fillStyle = colours.ink
  pen.font = `700 ${n < 1000 ? 13 : 12}px system-ui, sans-serif`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(written(n), 0, 0.5)
}

/** @param {CanvasRenderingContext2D} pen @param {number} r @param {string} colour */
function disc(pen, r, colour) {
  pen.beginPath()
  pen.arc(0, 0, r, 0, FULL)
  pen.fillStyle = colour
  pen.fill()
}

/** From the top, clockwise. @param {CanvasRenderingContext2D} pen @param {number} r @param {Record<string, number>} counts @param {number} n @param {Colours} colours */
function ring(pen, r, counts, n, colours) {
  let from = -FULL / 4
  for (const [standing, part] of Object.entries(counts)) {
    const to = from + (FULL * part) / n
    if (part) arc(pen, r, from, to, standing, colours)
    from = to
  }
  pen.setLineDash([])
}

/** @param {CanvasRenderingContext2D} pen @param {number} r @param {number} from @param {number} to @param {string} standing @param {Colours} colours */
function arc(pen, r, from, to, standing, colours) {
  const { dash, width } = RING[standing] ?? { dash: [], width: 4 }
  pen.beginPath()
  pen.arc(0, 0, r, from, to)
  pen.setLineDash(dash)
  pen.strokeStyle = colours.tones[standing] ?? colours.ink
  pen.lineWidth = width
  pen.stroke()
}
