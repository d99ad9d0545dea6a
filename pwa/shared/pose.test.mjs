import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moved, swipe, transform, turned, WHOLE, zoomed } from './pose.js'

const PANE = { width: 400, height: 300 }

test('the point under the finger stays where it is', () => {
  const pose = zoomed({ ...WHOLE, scale: 2, x: 30, y: -10 }, 1.5, { x: 50, y: 20 })

  const before = { x: (50 - 30) / 2, y: (20 + 10) / 2 }
  assert.deepEqual({ x: (50 - pose.x) / pose.scale, y: (20 - pose.y) / pose.scale }, before)
})

test('a photo is never smaller than its pane nor larger than eight of it', () => {
  assert.deepEqual(zoomed({ ...WHOLE, scale: 2, x: 90 }, 0.1), WHOLE)
  assert.equal(zoomed(WHOLE, 100).scale, 8)
})

test('a photo cannot be moved out of its pane', () => {
  const { x, y } = moved({ ...WHOLE, scale: 2 }, 999, -999, PANE)

  assert.deepEqual({ x, y }, { x: 200, y: -150 })
  assert.deepEqual(moved(WHOLE, 50, 50, PANE), WHOLE)
})

test('four turns are none, and one that lies still fits', () => {
  assert.equal(turned(turned(turned(turned(WHOLE)))).turn, 0)
  assert.match(transform(turned(WHOLE), PANE), /rotate\(90deg\) scale\(0\.75\)/)
})

test('a finger that goes far enough to the side wants another photo, one that goes down does not', () => {
  const to = (x, y) => swipe({ x: 0, y: 0 }, { x, y })

  assert.deepEqual([to(-80, 10), to(80, -10), to(-30, 0), to(-80, 60)], [1, -1, 0, 0])
})
