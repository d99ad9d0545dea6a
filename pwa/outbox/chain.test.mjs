import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chain } from './chain.js'
import { newDraft } from './begun.js'

const photo = (sha256, complete) => ({ sha256, offset: complete ? 9 : 0, complete, stored: false })
const saved = (more = {}) => ({
  ...newDraft({ id: 'r', owner: '', now: 0, register: 1 }),
  state: 'queued',
  sealed: { digest: 'd', size: 1, photos: [{ sha256: 'a', size: 9, photo: 'p' }, { sha256: 'b', size: 9, photo: 'q' }] },
  ...more,
})
const told = (steps) => steps.map(({ link, stands }) => `${link} ${stands}`).join(', ')

test('a draft has no chain yet', () => {
  assert.deepEqual(chain(newDraft({ id: 'r', owner: '', now: 0, register: 1 })), [])
})

test('a saved report is on this phone and on its way to the server', () => {
  assert.equal(told(chain(saved())), 'here now, server next, photos later, safe later, checked later, result later')
})

test('photos are counted as they arrive', () => {
  const server = { number: 'MD-1', state: 'partial', photos: [photo('a', true), photo('b', false)] }

  const steps = chain(saved({ state: 'sending', server }))

  assert.equal(told(steps), 'here done, server now, photos next, safe later, checked later, result later')
  assert.deepEqual(steps[2].facts, { n: 1, m: 2 })
})

test('a report without photos has no step for them', () => {
  const words = saved({ sealed: { digest: 'd', size: 1, photos: [] } })

  assert.equal(told(chain(words)), 'here now, server next, safe later, checked later, result later')
})

test('what waits for the person is stuck there', () => {
  assert.match(told(chain(saved({ state: 'blocked', blocked: 'clash' }))), /here now, server stuck/)
  assert.match(told(chain(saved({ state: 'paused_auth' }))), /here now, server stuck/)
})

test('in the archive it waits to be checked', () => {
  const stored = saved({ state: 'stored' })

  assert.equal(told(chain(stored)), 'here done, server done, photos done, safe now, checked next, result later')
  assert.match(told(chain(stored, { state: 'received' })), /safe now, checked next/)
})

test('a question of the reviewer waits for the person', () => {
  const steps = chain(saved({ state: 'stored' }), { state: 'needs_info' })

  assert.deepEqual([steps[3].stands, steps[4].stands, steps[4].words], ['now', 'stuck', 'shared.state.needs_info'])
})

test('the last step bears the word of where the report stands, until it is over', () => {
  const stored = saved({ state: 'stored' })

  const assigned = chain(stored, { state: 'assigned' })
  const resolved = chain(stored, { state: 'resolved' })

  assert.deepEqual([assigned[5].stands, assigned[5].words], ['now', 'shared.state.assigned'])
  assert.deepEqual([resolved[5].stands, resolved[5].words], ['done', 'shared.state.resolved'])
})

test('what is waited for is never named as if it were reached', () => {
  const [phone, server] = chain(saved())
  const [, , photos] = chain(saved({ state: 'sending', server: { number: 'MD-1', state: 'partial', photos: [] } }))
  const stuck = chain(saved({ state: 'paused_auth' }))

  assert.deepEqual([phone.words, server.words], ['outbox.chain.here', 'outbox.chain.wait.server'])
  assert.deepEqual([photos.words, photos.facts], ['outbox.chain.wait.photos', { n: 0, m: 2 }])
  assert.equal(stuck[1].words, 'outbox.chain.you')
})

test('a report that is checked before it is in the archive waits for the archive and is worked on', () => {
  const steps = chain(saved({ state: 'sent', server: { number: 'MD-1', state: 'complete', photos: [photo('a', true), photo('b', true)] } }), { state: 'assigned' })

  assert.equal(told(steps), 'here done, server done, photos done, safe next, checked done, result now')
})
