import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filledIn } from './form.js'

globalThis.HTMLButtonElement ??= class {}
globalThis.FormData = class {
  constructor(form) {
    return form.entries
  }
}

const button = (more) => Object.assign(new HTMLButtonElement(), { name: 'verdict', dataset: {}, ...more })

test('what a button needs is asked for, whatever its form needs', () => {
  const resolve = button({ value: 'resolve', dataset: { needs: 'publish' } })
  const form = { dataset: {}, entries: [['version', '1']] }

  assert.equal(filledIn(form, resolve), null)
  assert.deepEqual(filledIn({ ...form, entries: [['publish', 'f']] }, resolve), [['publish', 'f'], ['verdict', 'resolve']])
})

test('other buttons need what their form needs', () => {
  const verify = button({ value: 'verify' })

  assert.deepEqual(filledIn({ dataset: {}, entries: [] }, verify), [['verdict', 'verify']])
  assert.equal(filledIn({ dataset: { needs: 'opd' }, entries: [['opd', ' ']] }, verify), null)
})
