import assert from 'node:assert/strict'
import { test } from 'node:test'
import { builtinRegister } from '../register.build.mjs'
import { missing } from './missing.js'
import { alarms, answersOf, asked, isAnswered } from './questions.js'

const { categories } = builtinRegister(new URL('../../backend/city/builtin', import.meta.url).pathname)
const of = (code) => categories.find((category) => category.code === code)
const ids = (questions) => questions.map(({ id }) => id)
const FIRE = of('SMP-05').questions
const FLOOD = of('AIR-01').questions

test('a question is asked when it applies', () => {
  assert.deepEqual(ids(asked(FIRE, {})), ['menyala'])
  assert.deepEqual(ids(asked(FIRE, { menyala: false })), ['menyala'])
  assert.deepEqual(ids(asked(FIRE, { menyala: true })), ['menyala', 'dekat'])
  assert.ok(!ids(asked(FLOOD, { kedalaman: 'mata kaki (<15 cm)' })).includes('butuh_evakuasi'))
  assert.ok(ids(asked(FLOOD, { kedalaman: 'lutut (30-50 cm)' })).includes('butuh_evakuasi'))
})

test('one that hangs on another that is not asked is not asked either', () => {
  const chain = [...FIRE, { id: 'rumah', type: 'bool', options: [], required: true, when: { question: 'dekat', is: true } }]

  assert.deepEqual(ids(asked(chain, { menyala: false, dekat: true })), ['menyala'])
  assert.deepEqual(ids(asked(chain, { menyala: true, dekat: true })), ['menyala', 'dekat', 'rumah'])
})

test('one of several options is enough', () => {
  const parts = [{ id: 'bagian', type: 'multi', options: ['a', 'b'] }, { id: 'x', type: 'bool', options: [], when: { question: 'bagian', is: ['b'] } }]

  assert.deepEqual(ids(asked(parts, { bagian: ['a', 'b'] })), ['bagian', 'x'])
  assert.deepEqual(ids(asked(parts, { bagian: ['a'] })), ['bagian'])
})

test('what does not apply is neither demanded nor sent', () => {
  const form = { category: 'SMP-05', answers: { menyala: false, dekat: true }, kelurahan: '64.74.03.1002' }

  assert.equal(missing(form, of('SMP-05')), null)
  assert.deepEqual(answersOf(form.answers, FIRE), { menyala: false })
})

test('empty answers and those of another category do not travel', () => {
  const asks = of('SMP-01').questions

  assert.deepEqual(answersOf({ volume: '1 kantong', old: 'x', jenis: [], berulang: '' }, asks), { volume: '1 kantong' })
  assert.deepEqual(answersOf({ bau: true }, of('AIR-05').questions), {}) // a yes of another category: here it is a choice
})

test('an answer under the same name that the question does not know is none', () => {
  const question = { type: 'choice', options: ['a'] }

  assert.ok(isAnswered(question, 'a'))
  assert.ok(!isAnswered(question, true))
  assert.ok(!isAnswered({ type: 'multi', options: ['a'] }, ['a', 'z']))
  assert.ok(isAnswered({ type: 'bool', options: [] }, false))
  assert.ok(isAnswered({ type: 'number', options: [] }, 0))
  assert.ok(!isAnswered({ type: 'text', options: [] }, ''))
})

test('people hurt or to be brought away raise the call to 112, once', () => {
  const deep = { kedalaman: 'lutut (30-50 cm)' }

  assert.ok(alarms(FLOOD, deep, { ...deep, butuh_evakuasi: true }))
  assert.ok(!alarms(FLOOD, { ...deep, butuh_evakuasi: true }, { ...deep, butuh_evakuasi: true, jalan: 'tidak bisa' }))
  assert.ok(alarms(FLOOD, deep, { kedalaman: 'dada ke atas (>100 cm)' }))
  assert.ok(!alarms(FLOOD, deep, { ...deep, masuk_rumah: true }))
  assert.ok(alarms(of('UDR-01').questions, {}, { keluhan: ['perih mata', 'sesak'] }))
})
