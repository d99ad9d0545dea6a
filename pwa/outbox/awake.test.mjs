import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stayAwake } from './awake.js'

/** A screen, and news for whoever listens. */
function aPhone() {
  const locks = []
  const request = async () => {
    const lock = new EventTarget()
    lock.release = () => {
      locks.splice(locks.indexOf(lock), 1)
      lock.dispatchEvent(new Event('release'))
    }
    locks.push(lock)
    return lock
  }
  let heard = () => {}
  const stop = stayAwake((told) => ((heard = told), () => {}), { request })
  const tell = async (news) => {
    heard(news)
    await new Promise((go) => setTimeout(go))
  }
  return { locks, tell, stop }
}

const PROGRESS = { what: 'progress', report: 'r', sha256: 's', offset: 1 }

test('the screen stays on while photos travel, once, and may go dark after', async () => {
  const { locks, tell } = aPhone()

  await tell({ what: 'delivering', on: true })
  assert.equal(locks.length, 0)
  await tell(PROGRESS)
  await tell(PROGRESS)
  assert.equal(locks.length, 1)
  await tell({ what: 'delivering', on: false })
  assert.equal(locks.length, 0)
})

test('a lock the browser took away is asked for again with the next progress', async () => {
  const { locks, tell } = aPhone()
  await tell(PROGRESS)

  locks[0].release()
  await tell(PROGRESS)

  assert.equal(locks.length, 1)
  await tell({ what: 'delivering', on: false })
})

test('a screen that may not be held is no trouble', async () => {
  let heard = () => {}
  stayAwake((told) => ((heard = told), () => {}), { request: async () => Promise.reject(new Error('weak battery')) })

  heard(PROGRESS)
  await new Promise((go) => setTimeout(go))
  heard({ what: 'delivering', on: false })
})
