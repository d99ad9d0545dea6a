import assert from 'node:assert/strict'
import { test } from 'node:test'
import { around, between, grown, moved, stretched } from './box.js'
import { across, fitted, placeOf, transform } from './view.js'
import { turned, WHOLE, zoomed } from '../shared/pose.js'

const BOX = { x: 0.2, y: 0.3, width: 0.2, height: 0.1, kind: 'face' }
const near = (a, b) => Object.keys(b).every((key) => (typeof b[key] === 'number' ? Math.abs(a[key] - b[key]) < 1e-9 : a[key] === b[key]))

test('a box moves as a whole and stays within the picture', () => {
  assert.ok(near(moved(BOX, { x: 0.1, y: -0.1 }), { ...BOX, x: 0.3, y: 0.2 }))
  assert.ok(near(moved(BOX, { x: 5, y: -5 }), { ...BOX, x: 0.8, y: 0 }))
})

test('a corner moves and the one across stays, and no box is turned inside out', () => {
  assert.ok(near(stretched(BOX, { x: 1, y: 1 }, { x: 0.1, y: 0.1 }), { ...BOX, width: 0.3, height: 0.2 }))
  assert.ok(near(stretched(BOX, { x: 0, y: 0 }, { x: -0.1, y: 0.05 }), { x: 0.1, y: 0.35, width: 0.3, height: 0.05, kind: 'face' }))
  assert.ok(near(stretched(BOX, { x: 0, y: 1 }, { x: 9, y: -9 }), { x: 0.39, y: 0.3, width: 0.01, height: 0.01, kind: 'face' }))
  assert.ok(near(stretched(BOX, { x: 1, y: 1 }, { x: 9, y: 9 }), { ...BOX, width: 0.8, height: 0.7 }))
})

test('what is drawn from any corner to any other is the box between them', () => {
  assert.ok(near(between({ x: 0.6, y: 0.2 }, { x: 0.1, y: 0.4 }), { x: 0.1, y: 0.2, width: 0.5, height: 0.2, kind: '' }))
  assert.ok(near(between({ x: 0.5, y: 0.5 }, { x: 3, y: -3 }), { x: 0.5, y: 0, width: 0.5, height: 0.5, kind: '' }))
})

test('a tap at the border makes a box that lies within', () => {
  assert.ok(near(around({ x: 0, y: 1 }, 0.2, 0.1), { x: 0, y: 0.9, width: 0.2, height: 0.1, kind: '' }))
})

test('a box grows about its middle, up to the whole picture, and remembers what it was taken for', () => {
  assert.ok(near(grown(BOX, 2), { x: 0.1, y: 0.25, width: 0.4, height: 0.2, kind: 'face' }))
  assert.ok(near(grown(BOX, 99), { x: 0, y: 0, width: 1, height: 1, kind: 'face' }))
})

test('a point of the screen is the same point of the picture however it is zoomed, moved and turned', () => {
  const pane = { width: 400, height: 300 }
  const sheet = fitted({ width: 1280, height: 960 }, pane)
  assert.deepEqual(sheet, pane)

  const whole = { pose: WHOLE, sheet, pane }
  assert.ok(near(placeOf({ x: -200, y: -150 }, whole), { x: 0, y: 0 }))
  const large = { ...whole, pose: zoomed(WHOLE, 2, { x: 100, y: 0 }) }
  assert.ok(near(placeOf({ x: 100, y: 0 }, large), placeOf({ x: 100, y: 0 }, whole)))
  const lying = { ...whole, pose: turned(WHOLE) }
  assert.ok(near(placeOf({ x: 112.5, y: -150 }, lying), { x: 0, y: 0 }), 'the top left lies at the top right')
  assert.ok(near(across({ x: 0, y: 300 }, lying), { x: 1, y: 0 }), 'down the screen is to the right of the picture')
  assert.equal(transform(lying), 'translate(0px, 0px) rotate(90deg) scale(0.75)')
})
