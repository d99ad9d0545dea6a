import assert from 'node:assert/strict'
import { test } from 'node:test'
import { speakable } from '../shared/text.js'
import { envelope } from './sealing.js'

const ROW = /** @type {any} */ ({
  id: '019845ae-9b2c-7e4f-8a3b-1c2d3e4f5a6b',
  created_at: Date.UTC(2026, 10, 23, 0, 15),
  captured_at: null,
  register: 7,
  supersedes: null,
  form: {
    category: 'SMP-01',
    answers: { volume: 'satu\u0000 truk', jenis: ['plastik\u000b'], dekat: true, jumlah: 3 },
    note: ' Bau\u0007 sekali \ud83d\n dari pagi 💧 ',
    identity: 'named',
    where: null,
    kelurahan: '64.74.03.1002',
    rt: '1\u007f9',
  },
})

test('characters nobody sees and no server can keep are left out of what is sealed', () => {
  const { note, rt, answers } = envelope(ROW, [])

  assert.equal(note, 'Bau sekali \n dari pagi 💧')
  assert.equal(rt, '19')
  assert.deepEqual(answers, { volume: 'satu truk', jenis: ['plastik'], dekat: true, jumlah: 3 })
})

test('everything a person can read stays as it was typed', () => {
  const text = 'Baris satu\r\n\tbaris dua, é, مرحبا, 👩🏽‍🌾, «kutip»'

  assert.equal(speakable(text), text)
})

test('what turns the direction of the words after it is left out, marks of languages written from the right stay', () => {
  assert.equal(speakable('foto\u202egpj.exe\u202c, \u2066dua\u2069'), 'fotogpj.exe, dua')
  assert.equal(speakable('\u200fمرحبا\u200e'), '\u200fمرحبا\u200e')
})

test('what a report says of another one is sealed, and nothing where it says nothing', () => {
  const about = '019845ae-9b2c-7e4f-8a3b-1c2d3e4f5a60'

  assert.equal(envelope({ ...ROW, form: { ...ROW.form, about } }, []).about, about)
  assert.equal('about' in envelope(ROW, []), false)
  assert.equal(envelope({ ...ROW, form: { ...ROW.form, about, mended: true } }, []).mended, true)
  assert.equal('mended' in envelope({ ...ROW, form: { ...ROW.form, about, mended: false } }, []), false)
})
