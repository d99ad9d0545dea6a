// What leaves a phone in a rescue bundle is what its person still wants sent or finished.

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { newDraft } from '../outbox/begun.js'
import { letGo } from '../outbox/handling.js'
import { aSavedReport, box, facts, wipe } from '../testing/phone.mjs'
import { keyFrom } from './cipher.js'
import { bundle, unbundle } from './rescue.js'

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }

beforeEach(wipe)

/** Somebody is here, and the office is known. */
async function anOwner() {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey)
  await facts.remember('me', { person: 'ani', device: 'd', name: 'Ani' })
  await facts.remember('office', { kid: '1', key: Buffer.from(raw).toString('base64') })
  const key = { owner: 'person:ani', key: await keyFrom(Buffer.alloc(32, 7).toString('base64')) }
  await facts.remember('key', key)
  return key
}

test('a draft that was let go a moment ago does not leave in a file', async () => {
  const key = await anOwner()
  const report = await aSavedReport({ owner: 'ani' })
  await box.add(newDraft({ id: 'let-go', owner: 'ani', now: 1, register: 1 }))
  await letGo(box, { id: 'let-go', state: 'draft' }, Date.now(), 'theirs')

  const file = await bundle(await box.all(), 1)
  await wipe()
  await facts.remember('key', key)

  assert.deepEqual(await unbundle(file), { taken: 1, known: 0 })
  assert.deepEqual((await box.all()).map(({ id }) => id), [report.id])
})
