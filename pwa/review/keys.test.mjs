import assert from 'node:assert/strict'
import { test } from 'node:test'
import { meant } from './keys.js'

const button = { tagName: 'BUTTON' }

test('letters and digits stand for what a reviewer does', () => {
  const keys = ['j', 'K', '?', 'e', 'M', 'a', 'z', '1', '9']

  assert.deepEqual(keys.map((key) => meant({ key }, button)), [
    { does: 'next' },
    { does: 'previous' },
    { does: 'help' },
    ...['e', 'm', 'a', 'z'].map((letter) => ({ does: 'letter', letter })),
    { does: 'digit', digit: 1 },
    { does: 'digit', digit: 9 },
  ])
})

test('a key means nothing while somebody types', () => {
  const fields = [{ tagName: 'TEXTAREA' }, { tagName: 'INPUT', type: 'text' }, { tagName: 'SELECT' }, { tagName: 'P', isContentEditable: true }]

  assert.deepEqual(fields.map((field) => meant({ key: 'j' }, field)), [null, null, null, null])
})

test('ticks and choices are no fields to type in', () => {
  assert.deepEqual(meant({ key: '2' }, { tagName: 'INPUT', type: 'radio' }), { does: 'digit', digit: 2 })
})

test('keys with a modifier are the browser\'s', () => {
  assert.equal(meant({ key: 'a', ctrlKey: true }, button), null)
  assert.equal(meant({ key: 'k', metaKey: true }, button), null)
  assert.equal(meant({ key: '0' }, button), null)
})

test('a key that is held down decides once, and walks on', () => {
  const again = (key) => meant({ key, repeat: true }, button)

  assert.deepEqual(['1', 'e', 'z'].map(again), [null, null, null])
  assert.deepEqual(again('j'), { does: 'next' })
})
