// "Saya juga" lets a draft go: whenever the page is killed, and whoever else is on this phone, it comes back to its person.

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { newDraft } from '../outbox/begun.js'
import { letGo, takeBack } from '../outbox/handling.js'
import { belongsTo } from '../outbox/row.js'
import { box, wipe } from '../testing/phone.mjs'
import { Joining } from './joining.js'

beforeEach(wipe)

/** A draft let go a moment ago, and the way to take that back. */
async function aJoining({ owner = 'ani', leave = async () => {} } = {}) {
  await box.add(newDraft({ id: 'draft', owner, now: 1, register: 1 }))
  await letGo(box, { id: 'draft', state: 'draft' }, 2, 'theirs')
  const desk = {
    box,
    isOurs: (row) => belongsTo(row, { person: 'ani' }),
    drafts: { takeBack: (row) => takeBack(box, row) },
    look: async () => {},
    given: { tell: () => {} },
    courier: { wake: async () => {} },
  }
  return new Joining(desk, { leave })
}

test('a page killed while the joining is undone has the draft back already', async () => {
  const joining = await aJoining({ leave: () => Promise.reject(new Error('killed')) })

  await assert.rejects(joining.leave('theirs'), /killed/)

  assert.equal((await box.get('draft')).dropped_at, null)
})

test('a draft somebody else let go for the same report is not taken back', async () => {
  const joining = await aJoining({ owner: 'budi' })

  assert.equal(await joining.leave('theirs'), undefined)

  assert.equal((await box.get('draft')).dropped_at, 2)
})
