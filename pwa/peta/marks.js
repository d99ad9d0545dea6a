// Signs of reports on the map's canvas, and which of them was tapped.

import * as L from 'leaflet'
import { radiusOf, several, single } from './paint.js'
import { standingOf } from './squares.js'

/** @typedef {import('./squares.js').Square} Square */
/** @typedef {import('./paint.js').Colours} Colours */
/** @typedef {{ colours: Colours, written: (n: number) => string }} Look `colours` changes with the theme */

/** The canvas a sign is drawn on: Leaflet keeps these to itself. @typedef {{ _renderer: { _drawing: boolean, _ctx: CanvasRenderingContext2D }, _point: L.Point, _empty: () => boolean }} Inner */

class Mark extends L.CircleMarker {
  /** @param {Square} square @param {Look} look @param {L.Renderer} renderer */
  constructor(square, look, renderer) {
    super([square.lat, square.lon], { radius: radiusOf(square.n) + 3, renderer, pane: 'signs' })
    this.square = square
    this.look = look
  }

  /** In the place of Leaflet's circle. */
  _updatePath() {
    const { _renderer, _point, _empty } = /** @type {Inner} */ (/** @type {unknown} */ (this))
    if (!_renderer._drawing || _empty.call(this)) return
    const pen = _renderer._ctx
    pen.save()
    pen.translate(_point.x, _point.y)
    draw(pen, this.square, this.look)
    pen.restore()
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Square} square @param {Look} look */
function draw(pen, square, { colours, written }) {
  if (square.n === 1) single(pen, square.kind ?? 0, standingOf(square), colours)
  else several(pen, square, colours, written)
}

/** @param {L.Map} map @param {Look} look @param {(square: Square) => void} chosen */
export function signs(map, look, chosen) {
  map.createPane('signs').style.zIndex = '450'
  const renderer = L.canvas({ pane: 'signs', padding: 0.3, tolerance: 8 })
  const group = L.featureGroup().addTo(map)
  group.on('click', ({ propagatedFrom }) => chosen(propagatedFrom.square))
  return {
    /** The large ones first, so that a single one is never hidden. @param {Square[]} squares */
    show(squares) {
      group.clearLayers()
      for (const square of [...squares].sort((a, b) => b.n - a.n)) group.addLayer(new Mark(square, look, renderer))
    },
    again: () => group.eachLayer((one) => /** @type {Mark} */ (one).redraw()),
  }
}
