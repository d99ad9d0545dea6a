import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postMany } from './post-many.js'
import { isDecided, together } from './together.js'

const SAID = { person: 'p-rani', number: '3 laporan', outcome: 'Ditolak', now: 1 }
const PICKED = [{ pick: 'b_1', at: '2026-11-23T02:00' }, { pick: 'a_2', at: '2026-11-23T01:00' }, { pick: 'c_1', at: '2026-11-23T03:00' }]

test('the oldest of those merged stands for all, unless a number says which', () => {
  const byAge = together([['verdict', 'merge'], ['head', ' ']], PICKED, SAID)
  const byNumber = together([['verdict', 'merge'], ['head', 'MD-1']], PICKED, SAID)

  assert.deepEqual([byAge.many, byAge.entries], [['b_1', 'c_1'], [['verdict', 'merge'], ['head', 'a']]])
  assert.deepEqual([byNumber.many, byNumber.entries], [['b_1', 'a_2', 'c_1'], [['verdict', 'merge'], ['head', 'MD-1']]])
})

test('a row is out of date while its decision is on its way, and once it is done', () => {
  const row = together([['verdict', 'reject']], PICKED, SAID)
  const summed = { ...row, state: /** @type {const} */ ('refused'), told: { status: 200, done: ['b_2'], refused: [] } }

  assert.deepEqual(['a_2', 'a_3', 'd_1'].map((pick) => isDecided(pick, [row])), [true, false, false])
  assert.deepEqual(['b_1', 'b_2', 'c_1'].map((pick) => isDecided(pick, [summed])), [true, false, false])
})

test('a row whose decision is being undone is out of date as well: it is a version behind', () => {
  const row = { ...together([['verdict', 'undo']], PICKED, SAID), many: ['a_2'], undoes: 'm' }

  assert.deepEqual(['a_1', 'a_2', 'a_3', 'b_1'].map((pick) => isDecided(pick, [row])), [true, true, false, false])
})

test('many are sent a few at a time under one id, and summed up', async () => {
  const row = together([['verdict', 'verify']], Array.from({ length: 23 }, (_, n) => ({ pick: `r${n}_1`, at: '' })), SAID)
  const sent = []
  const steps = []
  const ask = async (_, entries) => {
    const picks = entries.filter(([name]) => name === 'pilih').map(([, pick]) => pick)
    sent.push([picks.length, entries.find(([name]) => name === 'id')[1]])
    const refused = picks.filter((pick) => pick === 'r3_1').map((id) => ({ id, title: 'Dewi lebih dulu' }))
    return { meaning: 'summary', told: { status: 200, done: picks.filter((pick) => pick !== 'r3_1'), refused } }
  }

  const { meaning, told } = await postMany(row, row.many, { ask, progress: (n) => steps.push(n) })

  assert.deepEqual(sent, [[10, row.id], [10, row.id], [3, row.id]])
  assert.deepEqual(steps, [0, 10, 20, 23])
  assert.deepEqual([meaning, told.done.length, told.refused.length], ['summary', 22, 1])
})

test('where one part gets no answer, all is sent again later', async () => {
  const row = together([['verdict', 'verify']], PICKED, SAID)
  const ask = async () => ({ meaning: 'later', told: { status: 0 } })

  assert.equal((await postMany(row, row.many, { ask })).meaning, 'later')
})
