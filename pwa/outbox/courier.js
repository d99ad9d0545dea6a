// Decides when the queue is worked on. What it works with is given: storage, network, and the lock. How it is worked
// on comes as a piece of its own, after the form is drawn.

/**
 * @typedef {import('./deliver.js').Means} Means
 * @typedef {import('./deliver.js').Outcome | 'busy' | 'idle' | 'broken'} Standing
 */

const BUSY_MS = 5_000 // someone else delivers; look again
const WAITING_MS = 60_000 // for a person, or for Wi-Fi that nobody announces
const PROOF_FIRST_MS = 1_000 // the archive is usually done a moment after the last byte
const PROOF_MAX_MS = 60_000

export class Courier {
  /**
   * @param {Omit<Means, 'beat'>} means
   * @param {{ alone: typeof import('./lock.js').alone, isSeen: () => boolean }} how `isSeen`: someone looks at the
   *   page; without that only an event begins a delivery
   */
  constructor(means, { alone, isSeen }) {
    /** @type {Omit<Means, 'beat'>} */
    this.means = { met: { me: null, until: 0 }, ...means }
    this.alone = alone
    this.isSeen = isSeen
    /** @type {Standing} */
    this.standing = 'idle'
    this.running = false
    this.asked = false
    this.proofs = 0
    /** *Kirim foto sekarang*: photos go over any line, until they are there. */
    this.photosToo = false
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined
  }

  /** Whether photos may go over the line the phone is on. */
  get photosMayGo() {
    return this.photosToo || this.means.photosMayGo()
  }

  /** Until when the server asked to be left alone; null: it did not. */
  get patience() {
    return this.means.pace.patience
  }

  /**
   * Something changed, here or in the world: try now. Calls during a delivery make one more follow it.
   *
   * @param {{ photos?: boolean }} [how] `photos`: they go this once although they wait for Wi-Fi
   */
  async wake({ photos = false } = {}) {
    this.photosToo ||= photos
    this.means.pace.wake()
    if (this.means.met) this.means.met.me = null // whoever looks at the page again may be another
    this.proofs = 0
    return this.go()
  }

  async go() {
    clearTimeout(this.timer)
    this.asked = true
    if (this.running) return
    this.running = true
    this.means.tell({ what: 'delivering', on: true })
    while (this.asked) {
      this.asked = false
      this.standing = await this.#once()
    }
    this.running = false
    if (this.standing === 'done') this.photosToo = false
    this.means.tell({ what: 'delivering', on: false })
    await this.#plan()
  }

  /** @returns {Promise<Standing>} */
  async #once() {
    const photosMayGo = () => this.photosMayGo
    try {
      const { deliver } = await import('./deliver.js')
      return await this.alone((beat) => deliver({ ...this.means, photosMayGo, beat }))
    } catch (error) {
      console.error(error)
      this.means.pace.failed()
      return 'broken'
    }
  }

  /** Sets the alarm for the next try, if there is something to try. */
  async #plan() {
    const ms = await this.#delay().catch(() => PROOF_MAX_MS) // the database is away: no reason never to look again
    clearTimeout(this.timer)
    if (ms !== null && this.isSeen()) this.timer = setTimeout(() => void this.go(), ms)
  }

  /** @returns {Promise<number | null>} milliseconds */
  async #delay() {
    if (this.standing === 'busy') return BUSY_MS
    if (this.standing === 'sign-in' || this.standing === 'wifi') return WAITING_MS
    if (this.standing !== 'done') return Math.max(this.means.pace.rest, 250)
    const { unproven: unprovenReplies } = await import('../follow/send.js')
    const unproven = (await this.means.box.inState('sent')).length + (await unprovenReplies()) > 0
    return unproven ? Math.min(PROOF_MAX_MS, PROOF_FIRST_MS * 1.6 ** this.proofs++) : null
  }
}
