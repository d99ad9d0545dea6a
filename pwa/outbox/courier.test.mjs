import assert from 'node:assert/strict'
import { test } from 'node:test'
import { box, facts, people } from '../testing/phone.mjs'
import { Server } from '../testing/server.mjs'
import { Courier } from './courier.js'
import { Pace } from './pace.js'

test('a database that fails after a delivery is no reason never to look again', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { network } = new Server()
  let isAway = false
  const inState = async (state) => {
    if (isAway) throw new DOMException('', 'UnknownError')
    return box.inState(state)
  }
  const tell = (news) => (isAway = news.what === 'delivering' && !news.on)
  const means = { box: { ...box, inState }, network, facts, people, pace: new Pace(), tell, now: Date.now, photosMayGo: () => false }
  let times = 0
  const alone = async () => ((times += 1), 'done')
  const courier = new Courier(means, { alone, isSeen: () => true })

  await courier.go()
  t.mock.timers.tick(60_000)
  await new Promise((resolve) => setImmediate(resolve)) // the piece that delivers is imported, if only from memory

  assert.equal(times, 2)
})
