// A shape for each group of kinds, in a square from -1 to 1, y downwards: nobody has to tell them apart by colour. Pure.

/** @typedef {readonly (readonly [number, number])[]} Shape corners, in order */

/** @param {number} n corners @param {number} turn of the first one, in parts of a circle @param {number} [waist] radius between them */
const around = (n, turn, waist) =>
  Array.from({ length: waist ? 2 * n : n }, (_, i) => {
    const angle = 2 * Math.PI * (i / (waist ? 2 * n : n) + turn)
    const far = waist && i % 2 ? waist : 1
    return /** @type {[number, number]} */ ([far * Math.cos(angle), far * Math.sin(angle)])
  })

const HEART = /** @type {Shape} */ ([
  [0, 1], [-0.95, 0.05], [-1, -0.45], [-0.75, -0.85], [-0.3, -0.85], [0, -0.5], [0.3, -0.85], [0.75, -0.85], [1, -0.45], [0.95, 0.05],
])

/** By the group's place in the register; a tenth group takes the first shape again, in another colour. @type {Shape[]} */
export const SHAPES = [
  [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]], // square
  [[0, -1], [1, 0.8], [-1, 0.8]], // triangle
  [[0, -1.1], [0.75, 0], [0, 1.1], [-0.75, 0]], // lozenge
  [[-0.35, -1], [0.35, -1], [0.35, -0.35], [1, -0.35], [1, 0.35], [0.35, 0.35], [0.35, 1], [-0.35, 1], [-0.35, 0.35], [-1, 0.35], [-1, -0.35], [-0.35, -0.35]], // cross
  around(5, -0.25, 0.45), // star
  [[-1, -0.8], [1, -0.8], [0, 1]], // triangle on its point
  around(6, 0), // hexagon
  [[-1, -0.5], [1, -0.5], [1, 0.5], [-1, 0.5]], // beam
  HEART,
]

/** @param {number} kind the group's place in the register; anything else is the first */
export const shapeOf = (kind) => /** @type {Shape} */ (SHAPES[kind % SHAPES.length] ?? SHAPES[0])

/** Whether a point lies in it: the ray to the right crosses an odd number of its sides. @param {Shape} shape @param {number} x @param {number} y */
export function holds(shape, x, y) {
  let isIn = false
  shape.forEach(([x1, y1], i) => {
    const [x2, y2] = /** @type {[number, number]} */ (shape[(i + 1) % shape.length])
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)) isIn = !isIn
  })
  return isIn
}
