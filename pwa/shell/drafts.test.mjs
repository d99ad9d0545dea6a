// The form is emptied: what is said of it is true, whatever another tab did meanwhile.

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { box, facts, wipe } from '../testing/phone.mjs'
import { Drafts } from './drafts.js'

beforeEach(wipe)

/** A phone with a draft open. */
async function aDraft(means = {}) {
  const nothing = async () => {}
  const given = { facts, journal: undefined, tell: () => {}, tellOthers: () => {}, askForSync: nothing, ...means }
  const upkeep = { settle: nothing, finish: nothing }
  const drafts = new Drafts({ box, given, owner: '', register: null, isOurs: () => true, look: nothing, safe: { saved: nothing }, upkeep })
  await drafts.open()
  await drafts.current.fill({ note: 'asap' })
  return { drafts, id: drafts.current.row.id }
}

test('an emptied form can be taken back', async () => {
  const { drafts, id } = await aDraft()

  await drafts.empty()

  assert.equal(drafts.slip?.what, 'draft')
  assert.ok((await box.get(id)).dropped_at)
})

test('what another tab saved a moment ago stays, and is not said to be removed', async () => {
  const { drafts, id } = await aDraft()
  await box.change(id, (row) => ({ ...row, state: 'queued' }))

  await drafts.empty()

  assert.equal(drafts.slip, null)
  assert.notEqual(drafts.current.row.id, id)
  assert.deepEqual([(await box.get(id)).state, (await box.get(id)).dropped_at], ['queued', undefined])
})

test('fast fingers begin the next report while the last one is still being noted: it stays open', async () => {
  let noted = () => {}
  const slow = { ...facts, remember: (name, value) => new Promise((done) => (noted = done)).then(() => facts.remember(name, value)) }
  const { drafts } = await aDraft({ facts: slow })
  const saving = drafts.saved(drafts.current.row)
  await drafts.begin()
  const { id } = drafts.current.row
  await drafts.current.fill({ note: 'laporan kedua' })

  noted()
  await saving

  assert.equal(drafts.current.row.id, id)
  assert.equal(drafts.current.row.form.note, 'laporan kedua')
})
