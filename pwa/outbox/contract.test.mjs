// The examples both ends are tested with: here the phone, in tests/sync/test_contract.py the server.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { contentDigest, sha256 } from '../shared/digest.js'
import { aboutChunk, aboutReply, aboutWords } from './answers.js'

/** @param {string} name */
const contract = (name) => JSON.parse(readFileSync(new URL(`../../sync/contract/${name}.json`, import.meta.url), 'utf8'))
const { read, refused } = contract('words')
const { sent, words, reply, chunk } = contract('answers')
const replies = contract('replies')

/**
 * As network.js reads an answer.
 *
 * @param {{ status: number, headers: Record<string, string>, body: any }} example
 */
const heard = ({ status, headers, body }) => ({
  status,
  ours: body?.api === 'masdarling/1' || 'Masdarling-Api' in headers || (body === null && 'Upload-Offset' in headers),
  body,
  offset: 'Upload-Offset' in headers ? Number(headers['Upload-Offset']) : null,
  complete: headers['Upload-Complete'] === '?1',
  custody: headers['Masdarling-State'] ?? null,
  owner: headers['Masdarling-Owner'] ?? null,
  retry_after: 'Retry-After' in headers ? Number(headers['Retry-After']) : null,
  register: null,
  etag: null,
})

/** @param {import('./answers.js').Meaning} meaning */
const plain = (meaning) => (meaning.kind === 'blocked' ? `blocked:${meaning.reason}` : meaning.kind)

for (const { what, sealed, digest, content_digest } of [...read, ...refused, ...replies.read, ...replies.refused]) {
  test(`the phone and the server digest the same bytes alike: ${what}`, async () => {
    const bytes = new TextEncoder().encode(sealed)

    assert.equal(await sha256(bytes), digest)
    assert.equal(await contentDigest(bytes), content_digest)
  })
}

for (const example of words) {
  test(`the phone takes an answer to its words as it is meant: ${example.what}`, () => {
    const meaning = aboutWords(heard(example), sent)

    assert.equal(plain(meaning), example.means)
    if (meaning.kind === 'again') assert.equal(meaning.wait_s, example.retry_after ?? null)
  })
}

for (const example of reply) {
  test(`the phone takes an answer to its answer as it is meant: ${example.what}`, () => {
    const meaning = aboutReply(heard(example), sent)

    assert.equal(plain(meaning), example.means)
  })
}

for (const example of chunk) {
  test(`the phone takes an answer to a chunk as it is meant: ${example.what}`, () => {
    const meaning = aboutChunk(heard(example))

    assert.equal(plain(meaning), example.means)
    if (meaning.kind === 'again') assert.equal(meaning.wait_s, example.retry_after ?? null)
  })
}
