// An answer that is said to be saved is saved, whatever another tab did meanwhile.

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { box, wipe } from '../testing/phone.mjs'
import { Gone } from '../shared/gone.js'
import * as replies from './replies.js'
import { ReplyDraft } from './reply-draft.js'

beforeEach(wipe)

const FATE = { id: 'r1', state: 'needs_info', number: 'MD-1', at: '2026-11-30T01:00:00Z' }
const opened = () => ReplyDraft.of({ box, replies }, FATE, 'budi')

/** Two tabs hold the same answer. */
async function twice() {
  const one = await opened()
  await one.write('di sebelah kiri')
  return [one, await opened()]
}

test('what was saved in another tab is not said to be saved anew', async () => {
  const [one, other] = await twice()
  await other.write('dekat pasar')
  await one.save(FATE.at)

  await assert.rejects(other.save(FATE.at), Gone)
  assert.deepEqual((await replies.all()).map(({ state, words }) => [state, words]), [['queued', 'dekat pasar']])
})

test('what was thrown away in another tab takes no photo along', async () => {
  const [one, other] = await twice()
  await one.drop()

  await assert.rejects(other.addPhoto(new ArrayBuffer(8), { type: 'image/jpeg', taken_at: null }), Gone)
  await assert.rejects(other.save(FATE.at), Gone)
  assert.deepEqual([await replies.all(), await box.photosOf(other.row.id)], [[], []])
})
