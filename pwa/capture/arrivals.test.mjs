import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { Arrivals } from './arrivals.js'

const never = () => new Promise(() => {})

test('with nothing on its way nobody waits', async () => {
  assert.equal(await new Arrivals().settled(), 'all')
})

test('two pickers are waited for, and one photo that could not be taken is told', async () => {
  const arrivals = new Arrivals()
  void arrivals.add(Promise.resolve(false))
  void arrivals.add(Promise.resolve(true))

  assert.equal(await arrivals.settled(), 'not-all')
  assert.equal(await arrivals.settled(), 'all') // told once
})

test('what never comes is waited for only so long, and once', async () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const arrivals = new Arrivals()
  void arrivals.add(never())

  const outcome = arrivals.settled()
  mock.timers.tick(60_000)

  assert.equal(await outcome, 'late')
  assert.equal(await arrivals.settled(), 'all')
  mock.timers.reset()
})
