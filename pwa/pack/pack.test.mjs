// What of the neighbourhood may be the thing just photographed, and which packs stay.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lookalikes, surplus, told } from './pack.js'

const HERE = { lat: 0.1366, lon: 117.4526 }
const DEGREE = 110_574.4
const north = (metres) => ({ ...HERE, lat: HERE.lat + metres / DEGREE })
const entry = (id, metres, more = {}) => ({
  id, category: 'SMP-01', state: 'verified', cell: north(metres), excerpt: '', thumb: '', me_too: 0, reported_on: '2026-11-24', ...more,
})
const pack = (kelurahan, ...reports) => ({ kelurahan, v: 1, outlines: {}, reports, etag: null, checked_at: 1, wanted_at: 1 })
const form = { category: 'SMP-01', where: HERE }
const ids = (near) => near.map(({ id }) => id)

test('reports of the same kind within 250 m are hinted at, the nearest first', () => {
  const packs = [pack('a', entry('far', 251), entry('edge', 249), entry('near', 60))]

  const near = lookalikes(packs, form)

  assert.deepEqual(ids(near), ['near', 'edge'])
  assert.equal(Math.round(near[0].metres), 60)
})

test('another kind, a report without a place, and what the person said is different are not', () => {
  const packs = [pack('a', entry('kind', 10, { category: 'AIR-01' }), entry('nowhere', 10, { cell: null }), entry('said', 10))]

  assert.deepEqual(lookalikes(packs, { ...form, different: ['said'] }), [])
})

test('nothing is hinted at while kind or place are not known, nor of good news', () => {
  const packs = [pack('a', entry('one', 10), entry('news', 10, { category: 'POS-01' }))]

  assert.deepEqual(lookalikes(packs, { ...form, where: null }), [])
  assert.deepEqual(lookalikes(packs, { ...form, category: '' }), [])
  assert.deepEqual(lookalikes(packs, { ...form, category: 'POS-01' }), [])
})

test('a report in two packs is shown once, and never more than three', () => {
  const all = [1, 2, 3, 4].map((n) => entry(`r${n}`, n * 10))
  const packs = [pack('a', ...all), pack('b', ...all)]

  assert.deepEqual(ids(lookalikes(packs, form)), ['r1', 'r2', 'r3'])
})

test('a distance is told as exactly as places are public', () => {
  assert.deepEqual([0, 60, 88, 249].map(told), [50, 50, 100, 250])
})

test('three packs stay, those wanted last', () => {
  const packs = [3, 1, 4, 2].map((at) => ({ kelurahan: `k${at}`, wanted_at: at }))

  assert.deepEqual(surplus(packs), ['k1'])
})
