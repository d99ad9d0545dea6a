// People look for things under the names they use at home.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { builtinRegister } from '../register.build.mjs'
import { search } from './search.js'
import './search-words.js'

const REGISTER = builtinRegister(new URL('../../backend/city/builtin', import.meta.url).pathname)
const codes = (words) => search(REGISTER, words).map(({ code }) => code)
const first = (words) => codes(words)[0]

test('what people say at home is found', () => {
  const said = { comberan: 'AIR-03', 'parit mampet': 'AIR-03', 'pohon roboh': 'HJU-01', bakau: 'HJU-04', 'sungai kotor': 'AIR-05', 'PDAM mati': 'AIR-07', tambang: 'HJU-06', anjing: 'SAT-02', tikus: 'KES-02', bangkai: 'SAT-03', 'sampah numpuk': 'SMP-01' }

  assert.deepEqual(codes('selokan'), ['SMP-03', 'AIR-03'])
  assert.deepEqual(Object.fromEntries(Object.keys(said).map((words) => [words, first(words)])), said)
})

test('of a sentence what fits best is found, and nothing for what nobody knows', () => {
  assert.equal(first('tolong, ada sarang nyamuk di got'), 'KES-01')
  assert.deepEqual(search(REGISTER, 'xyz'), [])
})

test('what is itself named so comes before what lies in a group of that name', () => {
  assert.equal(first('banjir'), 'AIR-01')
  assert.equal(codes('banjir').length, 7)
})
