// Conventions of the browser's room, kept by looking at its sources.

import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const HERE = new URL('.', import.meta.url).pathname
const FOLDERS = ['shell', 'capture', 'outbox', 'shared', 'map', 'review', 'worker', 'follow', 'people', 'pack', 'account', 'covers', 'find', 'peta', 'ikuti', 'seen']
const MARKS = {
  page: /\bdocument\.|\bwindow\.|from 'lit'|addEventListener\(['"](?:online|hashchange)/,
  network: /\bfetch\(/,
  storage: /\bindexedDB\b|\btransact\(|\blocalStorage\b/,
}

const sources = FOLDERS.flatMap((folder) => {
  try {
    return readdirSync(join(HERE, folder)).filter((name) => name.endsWith('.js')).map((name) => join(folder, name))
  } catch {
    return []
  }
})
const text = (file) => readFileSync(join(HERE, file), 'utf8')

for (const file of sources) {
  test(`${file} does one of page, network, storage`, () => {
    const does = Object.keys(MARKS).filter((what) => MARKS[what].test(text(file)))

    assert.ok(does.length <= 1, `it does ${does.join(' and ')}`)
  })
}

test('nothing but the lists of things looks at the database behind their back', () => {
  const readers = sources.filter((file) => /shared\/database\.js|'\.\/database\.js/.test(text(file)))

  assert.deepEqual(readers.sort(), ['capture/take.worker.js', 'follow/replies.js', 'outbox/box-covers.js', 'outbox/box-photos.js', 'outbox/box-rows.js', 'outbox/box-steps.js', 'outbox/lock.js', 'outbox/weight.js', 'pack/echoes.js', 'pack/shelf.js', 'people/sealed.js', 'people/vault.js', 'review/held.js', 'review/taken.js', 'review/taking.js', 'shared/facts.js', 'shell/main.js'])
})

test('the service worker leaves every request alone that is not GET, except what is shared with the app', () => {
  assert.match(text('worker/share.js'), /method === 'POST' && url === location\.origin \+ ADDRESS/)
  assert.match(text('sw.js'), /request\.method !== 'GET'[^\n]*return/)
  assert.doesNotMatch(text('sw.js').replace(/else await worker\.skipWaiting\(\)/, ''), /\.skipWaiting\(/)
})
