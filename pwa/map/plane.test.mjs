import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kelurahanAt } from './kelurahan.js'
import { apart, distance, holds, moved, rounded, wind } from './plane.js'

const HERE = { lat: 0.1366, lon: 117.4526 }
const to = (east, north) => moved(HERE, { east, north })

/** A square with a hole, in degrees. */
const WITH_HOLE = {
  type: /** @type {const} */ ('Polygon'),
  coordinates: [
    [[117.4, 0.1], [117.5, 0.1], [117.5, 0.2], [117.4, 0.2], [117.4, 0.1]],
    [[117.44, 0.14], [117.46, 0.14], [117.46, 0.16], [117.44, 0.16], [117.44, 0.14]],
  ],
}

test('what is moved by metres lies that many metres away', () => {
  const there = to(300, -400)

  assert.ok(Math.abs(distance(HERE, there) - 500) < 0.2)
  assert.ok(Math.abs(apart(HERE, there).north + 400) < 0.2)
})

test('each of the eight winds begins half way to its neighbours', () => {
  const seen = [[0, 9], [9, 9], [9, 0], [9, -9], [0, -9], [-9, -9], [-9, 0], [-9, 9]].map(([x, y]) => wind(HERE, to(x, y)))

  assert.deepEqual(seen, ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'])
  assert.equal(wind(HERE, to(40, 100)), 'N')
  assert.equal(wind(HERE, to(43, 100)), 'NE')
  assert.equal(wind(HERE, to(-100, -1)), 'W')
})

test('distances are told as roughly as they are known', () => {
  assert.deepEqual([0, 7, 8, 123, 128, 994, 1_040, 1_060].map(rounded), [0, 5, 10, 120, 130, 990, 1_000, 1_100])
})

test('a shape holds what is inside it, not what lies in its holes or beside it', () => {
  assert.equal(holds(WITH_HOLE, { lat: 0.12, lon: 117.42 }), true)
  assert.equal(holds(WITH_HOLE, { lat: 0.15, lon: 117.45 }), false)
  assert.equal(holds(WITH_HOLE, { lat: 0.12, lon: 117.52 }), false)
  assert.equal(holds({ type: 'MultiPolygon', coordinates: [WITH_HOLE.coordinates] }, { lat: 0.19, lon: 117.49 }), true)
})

test('outlines tell the kelurahan better than the nearest reference point; at sea the nearest counts', () => {
  const all = /** @type {any[]} */ ([
    { code: 'a', points: [[117.41, 0.11]] },
    { code: 'b', points: [[117.55, 0.15]] },
  ])
  const nearB = { lat: 0.15, lon: 117.49 }

  assert.equal(kelurahanAt(all, nearB)?.code, 'b')
  assert.equal(kelurahanAt(all, nearB, { a: WITH_HOLE })?.code, 'a')
  assert.equal(kelurahanAt(all, { lat: 0.15, lon: 117.7 }, { a: WITH_HOLE })?.code, 'b')
  assert.equal(kelurahanAt([], nearB), undefined)
})
