import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begun } from './starts.js'

const STARTS = ['Sebutkan patokan.', 'Kirim foto lagi.']

test('one way to begin takes the place of another', () => {
  assert.equal(begun('', STARTS[0], STARTS), STARTS[0])
  assert.equal(begun(STARTS[0], STARTS[1], STARTS), STARTS[1])
})

test('what somebody wrote stays, and the words follow it', () => {
  assert.equal(begun('Terima kasih, Bu.', STARTS[0], STARTS), `Terima kasih, Bu.\n${STARTS[0]}`)
  assert.equal(begun(`Terima kasih, Bu.\n${STARTS[0]}`, STARTS[1], STARTS), `Terima kasih, Bu.\n${STARTS[1]}`)
})
