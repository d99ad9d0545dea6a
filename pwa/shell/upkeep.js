// What goes on by itself once something is saved or let go: photos get their final form, what can no longer be taken
// back goes, and the server is told what waits here.

import { finish } from '../capture/finish.js'
import { finishReplies } from '../follow/finish.js'
import { settle } from '../outbox/handling.js'

/** @typedef {import('../outbox/row.js').Row} Row */

/** A saved report that is not sealed by then is nobody's work any more: another tab may be making its photos small. */
const STALE_MS = 3 * 60_000
const NOW_AND_THEN_MS = 60_000

export class Upkeep {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk
    /** @type {Promise<unknown> | null} */
    this.finishing = null
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.settling = undefined
    /** How many answers the network had heard when the server was last told what waits. */
    this.answers = 0
    /** When that was, in milliseconds since 1970. */
    this.contacted = Date.now()
  }

  /** Photos into their final form, saved reports sealed; then off they go. One at a time. */
  finish() {
    this.finishing = (this.finishing ?? Promise.resolve()).then(async () => {
      const sealed = [await this.#finished(finish), await this.#finished(finishReplies)]
      if (!sealed.includes(null)) this.desk.safe.full(false)
      if (sealed.some(Boolean)) void this.desk.courier.wake()
    })
    return this.finishing
  }

  /** Reports and answers do not hold up one another. @param {typeof finish} work @returns {Promise<number | null>} how many are sealed; null: one failed */
  async #finished(work) {
    const { desk } = this
    const { box, smaller, tell } = desk.given
    try {
      return await work({ box, smaller, tell })
    } catch (error) {
      if (desk.isFull(error)) desk.safe.full(true)
      else console.error(error)
      return null
    }
  }

  /** An answer to a question was saved. */
  replied() {
    const { tell, askForSync } = this.desk.given
    tell({ what: 'rows' })
    void this.finish()
    void askForSync()
  }

  /** What can no longer be taken back goes, here and at the server. */
  async settle() {
    const { box, courier, given } = this.desk
    clearTimeout(this.settling)
    const { discarded, next } = await settle(box, Date.now())
    if (next !== null) this.settling = setTimeout(() => void this.settle(), next)
    if (!discarded) return
    given.tell({ what: 'rows' })
    void courier.wake()
  }

  /** A delivery has ended: what waits is told, and what came back meanwhile, from a seal or a pause, is gone on with. */
  async delivered() {
    await this.contact()
    await this.settle()
    const stale = (/** @type {Row} */ row) => !row.sealed && row.changed_at < Date.now() - STALE_MS
    if ((await this.desk.box.inState('queued')).some(stale)) await this.finish()
  }

  /** Whenever the server has answered since the last time, it is told what waits here. */
  async contact() {
    const { desk } = this
    const { heard } = desk.given.network
    if (heard.answers === this.answers) return
    this.contacted = Date.now()
    await desk.look()
    await desk.safe.watchman.contact()
    this.answers = heard.answers
    desk.given.tell({ what: 'safekeeping' })
  }

  /** A long delivery tells it meanwhile. */
  async contactNowAndThen() {
    if (Math.abs(Date.now() - this.contacted) > NOW_AND_THEN_MS) await this.contact()
  }
}
