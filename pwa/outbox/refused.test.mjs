import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newDraft } from './begun.js'
import { helpFor } from './help.js'
import { isTimeRefused, partsRefused } from './refused.js'

const refused = (...fields) => ({
  ...newDraft({ id: 'r', owner: '', now: 5, register: 1 }),
  state: 'blocked', blocked: 'refused', captured_at: -1, refused: fields.map((field) => ({ field, problem: 'is wrong' })),
})

test('what the server refuses is named by the parts of the form, each once', () => {
  const row = refused('rt', 'answers.volume', 'photos.0.type', 'photos.1.size')

  assert.deepEqual(partsRefused(row), [{ words: 'outbox.part.rt' }, { words: 'outbox.part.answers', question: 'volume' }, { words: 'outbox.part.photos' }])
  assert.equal(helpFor(row)?.why, 'outbox.help.refused_parts')
})

test('a fault in nothing the person filled in, or told in no shape we know, has the general sentence', () => {
  for (const row of [refused('body', 'id'), { ...refused(), refused: 'everything' }, { ...refused(), refused: undefined }, { ...refused(), refused: [null, { field: 7 }] }]) {
    assert.equal(helpFor(row)?.why, 'outbox.help.blocked.refused')
  }
})

test('the time of a report is known to be at fault where the server names it', () => {
  assert.equal(isTimeRefused(refused('rt', 'captured_at')), true)
  assert.equal(isTimeRefused(refused('photos.0.taken_at')), false)
})
