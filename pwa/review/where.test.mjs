import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metres, spoken } from './where.js'

test('a hundredth of a degree is a little more than a kilometre', () => {
  assert.equal(Math.round(metres({ lat: 0.13, lon: 117.45 }, { lat: 0.13, lon: 117.46 })), 1113)
})

test('how far it is reads as people say it', () => {
  assert.deepEqual([spoken(347, 'id'), spoken(1234, 'id'), spoken(1234, 'en')], ['350 m', '1,2 km', '1.2 km'])
})
