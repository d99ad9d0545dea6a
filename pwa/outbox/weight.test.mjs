import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { aSavedReport, box, wipe } from '../testing/phone.mjs'
import { weigh } from './weight.js'

beforeEach(wipe)

test('reports weigh what their words and photos weigh', async () => {
  const { sealed } = await aSavedReport({ photos: [1000, 500] })

  assert.deepEqual(await weigh(), { reports: 1, bytes: sealed.size + 1500 })
})

test('bytes that were let go weigh nothing', async () => {
  const row = await aSavedReport({ photos: [1000] })
  await box.purge(row.id, {})

  assert.deepEqual(await weigh(), { reports: 1, bytes: 0 })
})
