import assert from 'node:assert/strict'
import { test } from 'node:test'
import { speak } from '../shared/words.js'
import { away, far, placeWords } from './far.js'
import { moved } from './plane.js'
import './texts.js'

const PHONE = { lat: 0.1366, lon: 117.4526 }

test('a pin is told by its distance and direction from the phone', () => {
  const pin = moved(PHONE, { east: 3, north: 121 })

  assert.equal(away(PHONE, pin, 'Telihan'), '120 m ke utara dari lokasi HP. Telihan.')
  assert.equal(away(PHONE, moved(PHONE, { east: -900, north: -950 }), 'Telihan'), '1,3 km ke barat daya dari lokasi HP. Telihan.')
})

test('a pin upon the phone, or without a phone to tell from, is told by its place', () => {
  assert.equal(away(PHONE, moved(PHONE, { east: 2, north: 2 }), 'Telihan'), 'Pin di lokasi HP. Telihan.')
  assert.equal(away(null, PHONE, 'Telihan'), 'Pin di sini: Telihan.')
})

test('English says it in its own order', async (t) => {
  t.after(() => speak('id'))
  await speak('en')

  assert.equal(away(PHONE, moved(PHONE, { east: 80, north: -80 }), 'Telihan'), '110 m south-east of the phone. Telihan.')
  assert.equal(far(2_340), '2.3 km')
})

test('a point outside all outlines is told as such, with the kelurahan nearest to it', () => {
  const all = /** @type {any[]} */ ([{ code: 'a', name: 'Telihan', points: [[117.45, 0.13]] }])
  const shape = { type: /** @type {const} */ ('Polygon'), coordinates: [/** @type {[number, number][]} */ ([[117.4, 0.1], [117.5, 0.1], [117.5, 0.2], [117.4, 0.1]])] }

  assert.equal(placeWords({ lat: 0.11, lon: 117.45 }, all, { a: shape }), 'Telihan')
  assert.equal(placeWords({ lat: 0.11, lon: 117.6 }, all, { a: shape }), 'Di luar batas kelurahan, terdekat Telihan')
  assert.equal(placeWords({ lat: 0.11, lon: 117.6 }, all, null), 'Telihan')
})
