import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Deck, FRESH_MS } from './deck.js'

/** A server that answers with the address, but says nothing where it is `silent`. */
function aServer() {
  const server = { asked: [], silent: false }
  globalThis.fetch = (address, { signal }) => {
    server.asked.push(address)
    if (!server.silent) return Promise.resolve({ ok: true, text: async () => `${address} ${server.asked.length}` })
    return new Promise((_, refuse) => signal.addEventListener('abort', () => refuse(signal.reason)))
  }
  return server
}

test('a case that was fetched ahead is shown without asking again, while it is fresh', async () => {
  const server = aServer()
  let now = 0
  const deck = new Deck(() => now, () => {}, '?rt=7')
  await deck.fetchAhead(['a', 'b'])

  assert.equal(await deck.take('a'), '/tinjau/a/isi?rt=7 1')
  now = FRESH_MS
  assert.equal(await deck.take('b'), '/tinjau/b/isi?rt=7 3')
  assert.equal(server.asked.length, 3)
})

test('a line that says nothing is given up, so that the browser may try and say what is wrong', async () => {
  const server = aServer()
  const deck = new Deck(Date.now, () => {}, '', 20)
  server.silent = true
  void deck.fetchAhead(['a'])

  await assert.rejects(deck.take('a'))
  assert.deepEqual(server.asked, ['/tinjau/a/isi'], 'and not waited for a second time')

  server.silent = false
  assert.equal(await deck.take('a'), '/tinjau/a/isi 2')
})

test('what broke off while it was fetched ahead is asked for again', async () => {
  const server = aServer()
  const { fetch } = globalThis
  globalThis.fetch = () => Promise.reject(new TypeError('the line broke'))
  const deck = new Deck(Date.now, () => {}, '')
  void deck.fetchAhead(['a'])
  globalThis.fetch = fetch

  assert.equal(await deck.take('a'), '/tinjau/a/isi 1')
  assert.equal(server.asked.length, 1)
})
