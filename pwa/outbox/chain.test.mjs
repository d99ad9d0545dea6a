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
  assert.equal(told(chain(saved())), 'here done, server now, photos later, safe later, checked later, result later')
})

test('photos are counted as they arrive', () => {
  const server = { number: 'MD-1', state: 'partial', photos: [photo('a', true), photo('b', false)] }

  const steps = chain(saved({ state: 'sending', server }))

  assert.equal(told(steps), 'here done, server done, photos now, safe later, checked later, result later')
  assert.deepEqual(steps[2].facts, { n: 1, m: 2 })
})

test('a report without photos has no step for them', () => {
  const words = saved({ sealed: { digest: 'd', size: 1, photos: [] } })

  assert.equal(told(chain(words)), 'here done, server now, safe later, checked later, result later')
})

test('what waits for the person is stuck there', () => {
  assert.match(told(chain(saved({ state: 'blocked', blocked: 'clash' }))), /server stuck/)
  assert.match(told(chain(saved({ state: 'paused_auth' }))), /server stuck/)
})

test('in the archive it waits to be checked', () => {
  const stored = saved({ state: 'stored' })

  assert.equal(told(chain(stored)), 'here done, server done, photos done, safe done, checked now, result later')
  assert.match(told(chain(stored, { state: 'received' })), /checked now/)
})

test('a question of the reviewer waits for the person', () => {
  const steps = chain(saved({ state: 'stored' }), { state: 'needs_info' })

  assert.deepEqual([steps[4].stands, steps[4].words], ['stuck', 'shared.state.needs_info'])
})

test('the last step bears the word of where the report stands, until it is over', () => {
  const stored = saved({ state: 'stored' })

  const assigned = chain(stored, { state: 'assigned' })
  const resolved = chain(stored, { state: 'resolved' })

  assert.deepEqual([assigned[5].stands, assigned[5].words], ['now', 'shared.state.assigned'])
  assert.deepEqual([resolved[5].stands, resolved[5].words], ['done', 'shared.state.resolved'])
})
