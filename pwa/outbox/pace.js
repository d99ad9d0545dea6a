// How hard to try: when to rest after a failure, how much to send at once, and how many things at a time.

const CHUNK_FIRST = 64 * 1024
const CHUNK_LEAST = 16 * 1024 // the server takes a photo of 12 MiB in at most 1,024 chunks
const CHUNK_STEP = 4 * 1024
const CHUNK_SECONDS = 2 // what one cut may cost, in time
const CHUNK_PRICE = 512 // bytes on the wire beside those of a chunk: headers, there and back
const TELLING = 4 * 1024 // a smaller request measures the distance, not the width
const BETWEEN_FIRST = 4 * 1024 * 1024 // bytes between two cuts of a line nothing is known of
const BETWEEN_MAX = 256 * 1024 * 1024
const FADING = 0.7 // how much of what was learnt a cut leaves standing
const REST_FIRST_MS = 1_000
const REST_MAX_MS = 12_000 // a network that returns unannounced is found within 15 s
const OBEYED_MAX_MS = 60 * 60_000 // a clock set back must not silence the queue for years

/** What is kept from one delivery to the next. @typedef {{ arrived: number, cuts: number, until: number }} Memory */

/**
 * One rest for the whole queue: a row's own back-off would starve it where connections are cut often. Any progress
 * ends it, because the next failure is then a new one.
 *
 * A chunk is as large as it may be, and no larger than the line deserves. Small chunks cost headers, large ones are
 * lost when the line is cut; their sum is least at the square root of twice the price of a chunk times the bytes
 * between two cuts (J. W. Young, "A first order approximation to the optimum checkpoint interval", CACM 17, 1974).
 */
export class Pace {
  /** @param {() => number} now milliseconds @param {() => number} random from 0 to 1 */
  constructor(now = Date.now, random = Math.random) {
    this.now = now
    this.random = random
    this.failures = 0
    this.until = 0
    /** The server itself asked for the rest; then even a tap on *Kirim sekarang* waits. */
    this.obeyed = false
    /** Bytes a second the last request reached; unknown at first. @type {number | null} */
    this.speed = null
    this.chunkMax = CHUNK_FIRST
    this.arrived = BETWEEN_FIRST
    this.cuts = 1
    this.changed = false
  }

  /** Milliseconds still to rest. */
  get rest() {
    const left = this.until - this.now()
    return left > 0 && left <= OBEYED_MAX_MS ? left : 0
  }

  /** Until when the server wants to be left alone, in milliseconds since 1970; null: it does not. */
  get patience() {
    return this.obeyed && this.rest ? this.until : null
  }

  /** The next of so many bytes: in as few pieces as may be, all alike, so that none is larger than it need be. @param {number} left */
  pieceOf(left) {
    return Math.ceil(left / Math.ceil(left / this.chunk))
  }

  /** The largest piece of a photo, in bytes: two seconds' worth, and no more than the line deserves. */
  get chunk() {
    const wanted = Math.max(CHUNK_FIRST, (this.speed ?? 0) * CHUNK_SECONDS)
    const steps = Math.floor(Math.min(wanted, this.#deserved) / CHUNK_STEP)
    return Math.min(Math.max(CHUNK_LEAST, steps * CHUNK_STEP), this.chunkMax)
  }

  get #deserved() {
    return Math.sqrt((2 * CHUNK_PRICE * this.arrived) / this.cuts)
  }

  /** How many things may be under way at once. One cut takes them all, so a bad line carries one. */
  get lanes() {
    return this.#deserved < CHUNK_FIRST ? 1 : 2
  }

  /** @param {number} bytes @param {number} ms it took, answer included */
  progressed(bytes, ms) {
    this.failures = 0
    this.until = 0
    this.arrived = Math.min(this.arrived + bytes, BETWEEN_MAX * this.cuts)
    this.changed = true
    if (bytes >= TELLING) this.speed = (bytes * 1000) / Math.max(ms, 1)
  }

  /** Something left and nothing came back. */
  cut() {
    this.arrived *= FADING
    this.cuts = this.cuts * FADING + 1
    this.changed = true
  }

  /** @param {number | null} wait_s what the server asked for */
  failed(wait_s = null) {
    const backoff = Math.min(REST_MAX_MS, REST_FIRST_MS * 2 ** this.failures) * (0.5 + this.random() / 2)
    this.failures += 1
    this.speed = null
    this.until = this.now() + (wait_s === null ? backoff : Math.min(wait_s * 1000, OBEYED_MAX_MS))
    this.obeyed = wait_s !== null
    this.changed ||= this.obeyed
  }

  /** The world changed (network back, page seen again, a tap): try at once, unless the server asked for patience. */
  wake() {
    if (this.obeyed && this.rest) return
    this.until = 0
  }

  /** @returns {Memory} */
  get memory() {
    return { arrived: this.arrived, cuts: this.cuts, until: this.patience ?? 0 }
  }

  /** What another tab, the service worker or an earlier page has learnt. @param {Memory | undefined} memory */
  recall(memory) {
    this.changed = false
    if (!memory) return
    this.arrived = memory.arrived
    this.cuts = memory.cuts
    if (memory.until <= this.until) return
    this.until = memory.until
    this.obeyed = true
  }
}
