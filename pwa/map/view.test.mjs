import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyed } from './keys.js'
import { distance, moved } from './plane.js'
import { ZOOMS, bar, firstLook, path, pixels, pointAt, pulled, shows, spot, zoomed } from './view.js'

const CENTRE = { lat: 0.1366, lon: 117.4526 }
const VIEW = { centre: CENTRE, zoom: 5, width: 360, height: 400 }

test('a point is drawn where a finger finds it again, at every zoom', () => {
  for (const zoom of ZOOMS.keys()) {
    const view = { ...VIEW, zoom }
    const found = pointAt(view, spot(view, pointAt(view, [30, 333])))

    assert.ok(pixels(view, distance(found, pointAt(view, [30, 333]))) <= 0.3)
  }
})

test('north is up and east is right', () => {
  const [x, y] = spot(VIEW, moved(CENTRE, { east: 100, north: 200 }))

  assert.ok(Math.abs(x - 220) < 0.5 && Math.abs(y - 120) < 0.5)
})

test('the map follows the finger that pulls it', () => {
  const before = pointAt(VIEW, [100, 100])

  const [x, y] = spot(pulled(VIEW, [40, -25]), before)

  assert.ok(Math.abs(x - 140) < 0.5 && Math.abs(y - 75) < 0.5)
})

test('zooming goes no further than there are steps, and brings its point into the middle', () => {
  const at = moved(CENTRE, { east: 50, north: 50 })

  assert.equal(zoomed(VIEW, 99, at).zoom, ZOOMS.length - 1)
  assert.equal(zoomed(VIEW, -99, at).zoom, 0)
  assert.deepEqual(spot(zoomed(VIEW, 1, at), at), [180, 200])
})

test('a point at the edge counts as not shown, so that what is moved there comes back into view', () => {
  assert.equal(shows(VIEW, CENTRE), true)
  assert.equal(shows(VIEW, pointAt(VIEW, [355, 200])), false)
  assert.equal(shows(VIEW, pointAt(VIEW, [200, -20])), false)
})

test('the bar is a round length no longer than a quarter of the map', () => {
  assert.deepEqual([...ZOOMS.keys()].map((zoom) => bar({ ...VIEW, zoom })), [5000, 2000, 1000, 500, 200, 200, 100, 50])
})

test('an outline is one closed path for each of its rings', () => {
  const ring = /** @type {[number, number][]} */ ([[117.45, 0.13], [117.46, 0.13], [117.46, 0.14], [117.45, 0.13]])

  const drawn = path(VIEW, { type: 'MultiPolygon', coordinates: [[ring], [ring]] })

  assert.match(drawn, /^(M[-\d. L]+Z){2}$/)
})

test('one looks first at what is known: a point closely, a kelurahan from afar, else the whole city', () => {
  const points = /** @type {[number, number][]} */ ([[117.4, 0.1], [117.5, 0.2]])

  const looks = [firstLook(CENTRE, points), firstLook(null, points), firstLook(null, [])]

  assert.deepEqual(looks.map(({ zoom }) => zoom), [5, 3, 0])
  assert.deepEqual(looks[0]?.centre, CENTRE)
  assert.ok(Math.abs((looks[1]?.centre.lon ?? 0) - 117.45) < 1e-9)
})

test('arrow keys move the pin, farther with Shift; plus and minus zoom, Enter ends, other keys are left alone', () => {
  const key = (/** @type {string} */ name, shiftKey = false) => keyed({ key: name, shiftKey })

  assert.deepEqual([key('ArrowUp'), key('ArrowRight', true)], [[0, -8], [40, 0]])
  assert.deepEqual(['+', '=', '-', 'Enter', 'Escape', 'Tab'].map((name) => key(name)), [1, 1, -1, 'done', null, null])
})
