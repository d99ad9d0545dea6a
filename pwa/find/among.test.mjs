import assert from 'node:assert/strict'
import { test } from 'node:test'
import { among } from './among.js'

/** @param {string} code @param {number} west */
const square = (code, west) => ({
  properties: { code, name: code },
  geometry: {
    type: /** @type {const} */ ('Polygon'),
    coordinates: [[[west, 0.1], [west + 0.1, 0.1], [west + 0.1, 0.2], [west, 0.2], [west, 0.1]]].map((ring) => ring.map(([x, y]) => /** @type {[number, number]} */ ([x, y]))),
  },
})
const CITY = [square('a', 117.4), square('b', 117.5)]

test('who stands in a kelurahan is led to it', () => {
  assert.deepEqual(among(CITY, { lat: 0.15, lon: 117.52 }), { place: { code: 'b', name: 'b' }, metres: 0 })
})

test('a house in the sea belongs to the nearest shore, as far as its edge is', () => {
  const found = among(CITY, { lat: 0.15, lon: 117.61 })

  assert.equal(found?.place.code, 'b')
  assert.ok(Math.abs((found?.metres ?? 0) - 1_113) < 2)
})

test('beyond a corner it is the corner that is near', () => {
  const found = among(CITY, { lat: 0.21, lon: 117.39 })

  assert.equal(found?.place.code, 'a')
  assert.ok(Math.abs((found?.metres ?? 0) - Math.hypot(1_113, 1_106)) < 2)
})

test('without shapes nobody is led anywhere', () => {
  assert.equal(among([], { lat: 0.1, lon: 117.4 }), null)
})
