import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { Install, leftBehind } from './install.js'

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) Version/17.5 Safari/604.1'
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) Chrome/125.0.0.0 Mobile Safari/537.36'

let phone
const facts = { recall: async (name) => phone.facts[name], remember: async (name, value) => void (phone.facts[name] = value) }
const offer = () => ({ prompt: async () => void (phone.asked += 1), userChoice: Promise.resolve({ outcome: phone.answer }) })
const looked = async (more) => {
  const install = new Install({ facts, home: phone.home, isInstalled: () => phone.installed, agent: ANDROID, isHosted: false, left: async () => phone.left, ...more })
  await install.look()
  return install
}

beforeEach(() => {
  phone = { facts: {}, installed: false, left: 0, asked: 0, answer: 'accepted', home: { offer: null } }
})

test('what the browser offered is used once, when the person agrees', async () => {
  phone.home.offer = offer()
  const install = await looked()
  assert.equal(install.isOffered, true)

  await install.accept()
  await install.accept()

  assert.deepEqual([phone.asked, install.isOffered], [1, false])
})

test('"Nanti" is remembered, and so is a no to the browser', async () => {
  phone.home.offer = offer()
  await (await looked()).later()
  assert.deepEqual([(await looked()).isOffered, (await looked()).way], [false, 'prompt'])

  phone.facts = {}
  phone.answer = 'dismissed'
  phone.home.offer = offer()
  await (await looked()).accept()
  phone.home.offer = offer()

  assert.equal((await looked()).isOffered, false)
})

test('an iPhone is never led to the home screen while something lies here and nowhere else', async () => {
  phone.left = 1
  const waiting = await looked({ agent: IPHONE })
  assert.deepEqual([waiting.way, waiting.isOffered], ['ios_wait', false])

  phone.left = 0
  await waiting.look()

  assert.deepEqual([waiting.way, waiting.isOffered], ['ios', true])
})

test('nothing is offered on the home screen, inside another app, or where the browser does not', async () => {
  const ways = [await looked({ isHosted: true }), await looked(), await looked({ agent: 'X11; Linux' })]
  phone.installed = true
  phone.home.offer = offer()
  ways.push(await looked())

  assert.deepEqual(ways.map((install) => install.isOffered), [false, false, false, false])
  assert.equal(ways[3].way, 'installed')
})

test('what would stay behind are drafts, the queue, answers, and what is sealed for others', async () => {
  const rows = [{ state: 'draft' }, { state: 'sent' }, { state: 'stored' }, { state: 'queued', dropped_at: 5 }]
  const replies = { all: async () => [{ state: 'queued' }, { state: 'stored' }] }

  assert.equal(await leftBehind({ box: { all: async () => rows }, replies, countSealed: async () => 2 }), 5)
})
