// Two quick taps at one place are one, and nothing else is swallowed.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { taps } from './second-tap.js'

/** @param {number} timeStamp @param {number} [clientX] */
function tap(timeStamp, clientX = 100) {
  const event = new Event('click', { cancelable: true })
  for (const [name, value] of Object.entries({ timeStamp, clientX, clientY: 600 })) Object.defineProperty(event, name, { value, configurable: true })
  return event
}

/** A page on which *Simpan* was tapped at 1,000 ms; the view changes then. */
function saved() {
  const page = new EventTarget()
  const changed = taps(page)
  page.dispatchEvent(tap(1_000))
  changed()
  return page
}

test('the second of two quick taps does not reach what has come under the finger', () => {
  const page = saved()
  let heard = 0
  page.addEventListener('click', () => heard++)

  assert.equal(page.dispatchEvent(tap(1_200)), false)
  assert.equal(heard, 0)
})

test('a tap somewhere else, or a little later, counts', () => {
  const page = saved()

  assert.equal(page.dispatchEvent(tap(1_200, 180)), true)
  assert.equal(page.dispatchEvent(tap(1_600)), true)
})

test('two quick taps count where nothing has changed', () => {
  const page = new EventTarget()
  taps(page)

  assert.deepEqual([page.dispatchEvent(tap(1_000)), page.dispatchEvent(tap(1_100))], [true, true])
})

test('a click by key or by script is no tap', () => {
  const page = saved()

  const byScript = Object.defineProperty(tap(1_200, 0), 'clientY', { value: 0 })
  const byKey = Object.defineProperty(tap(1_200), 'detail', { value: 0 })

  assert.deepEqual([page.dispatchEvent(byScript), page.dispatchEvent(byKey)], [true, true])
})
