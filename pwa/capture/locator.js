import { better, watch, whenAllowed } from './position.js'

/** Ages are told in minutes: they need not be counted more often. */
const TICK_MS = 5_000

/** The phone's own position for an element: sought while it is on the page, told again as it grows old. */
export class Locator {
  /** @param {import('lit').ReactiveElement} host */
  constructor(host) {
    this.host = host
    /** The best so far. @type {import('../outbox/row.js').Where | null} */
    this.fix = null
    /** @type {import('./position.js').Standing} */
    this.standing = 'idle'
    /** When the search began. */
    this.since = 0
    this.stop = () => {}
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.ticking = undefined
    host.addController(this)
  }

  hostConnected() {
    this.ticking = setInterval(() => this.host.requestUpdate(), TICK_MS)
    void whenAllowed(() => this.begin())
  }

  hostDisconnected() {
    clearInterval(this.ticking)
    this.stop()
    this.standing = 'idle'
  }

  /** Watch from here on: the longer, the better the fix. May ask the person for leave. */
  begin() {
    if (!this.host.isConnected || this.standing === 'searching' || this.standing === 'found') return
    this.stop()
    this.since = Date.now()
    this.standing = 'searching'
    this.stop = watch(this.#found, this.#failed)
    this.host.requestUpdate()
  }

  /** @param {import('../outbox/row.js').Where} now */
  #found = (now) => {
    this.standing = 'found'
    this.fix = better(this.fix, now)
    this.host.requestUpdate()
  }

  /** @param {'denied' | 'unavailable'} why */
  #failed = (why) => {
    if (this.standing !== 'found') this.standing = why
    this.host.requestUpdate()
  }
}
