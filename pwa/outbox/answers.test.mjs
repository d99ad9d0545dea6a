import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aboutAnything, aboutChunk, aboutWords } from './answers.js'

const sent = { id: 'r', digest: 'd' }
const answer = (status, more = {}) => ({ status, ours: true, body: { id: 'r', digest: 'd' }, offset: null, complete: false, custody: null, retry_after: null, ...more })

test('only an answer that names the very bytes means they are kept', () => {
  assert.equal(aboutWords(answer(201), sent).kind, 'ok')
  assert.equal(aboutWords(answer(200), sent).kind, 'ok')
  assert.equal(aboutWords(answer(200, { body: { id: 'r', digest: 'other' } }), sent).kind, 'again')
  assert.equal(aboutWords(answer(200, { ours: false }), sent).kind, 'again')
  assert.equal(aboutWords(null, sent).kind, 'again')
})

test('no answer that lacks our mark blocks a row or signs anybody out', () => {
  for (const status of [302, 400, 401, 403, 404, 409, 413, 422, 451]) {
    assert.equal(aboutWords(answer(status, { ours: false }), sent).kind, 'again', String(status))
    assert.equal(aboutChunk(answer(status, { ours: false })).kind, 'again', String(status))
    assert.equal(aboutAnything(answer(status, { ours: false })).kind, 'again', String(status))
  }
})

test('what may heal is tried again after the rest the server asks for', () => {
  for (const status of [408, 425, 429, 500, 502, 503, 507]) {
    assert.deepEqual(aboutWords(answer(status, { retry_after: 9 }), sent), { kind: 'again', wait_s: 9 })
  }
})

test('a chunk counts when the server names its offset, whatever the status', () => {
  assert.equal(aboutChunk(answer(204, { offset: 5 })).kind, 'ok')
  assert.equal(aboutChunk(answer(409, { offset: 0 })).kind, 'ok')
  assert.equal(aboutChunk(answer(422, { offset: 0 })).kind, 'ok')
  assert.equal(aboutChunk(answer(204)).kind, 'again')
  assert.equal(aboutChunk(answer(404)).kind, 'unknown')
  assert.deepEqual(aboutChunk(answer(413)), { kind: 'blocked', reason: 'too_large' })
  assert.deepEqual(aboutChunk(answer(415)), { kind: 'blocked', reason: 'refused' })
})

test('an ended session asks for the person, nothing else', () => {
  for (const meaning of [aboutWords(answer(401), sent), aboutChunk(answer(401)), aboutAnything(answer(403))]) {
    assert.deepEqual(meaning, { kind: 'sign-in' })
  }
})
