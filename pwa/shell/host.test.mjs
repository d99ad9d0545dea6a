import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hostOf } from './host.js'
import { intentTo } from './intent.js'

/** Shared with the server, which judges by the same marks. */
const { apps, browsers } = JSON.parse(readFileSync(new URL('../../tests/hosts.json', import.meta.url), 'utf8'))

for (const [what, { agent, app, system }] of Object.entries(apps)) {
  test(`${what} is recognised`, () => assert.deepEqual(hostOf(agent, false), { app, system }))
}

for (const [what, agent] of Object.entries(browsers)) {
  test(`${what} is a browser of its own`, () => assert.equal(hostOf(agent, false), null))
}

test('the app on the home screen of an iPhone is no other app', () => {
  assert.equal(hostOf(apps['an iPhone app without a name'].agent, true), null)
})

test('an intent names the address, its scheme, the browser, and the way where that browser is missing', () => {
  assert.equal(
    intentTo('https://lapor.bontang.example/undangan/aB-3?x=1'),
    'intent://lapor.bontang.example/undangan/aB-3?x=1#Intent;scheme=https;package=com.android.chrome;S.browser_fallback_url=https%3A%2F%2Flapor.bontang.example%2Fundangan%2FaB-3%3Fx%3D1;end',
  )
})
