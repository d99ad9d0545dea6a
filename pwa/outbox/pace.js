// How hard to try: when to rest after a failure, and how much to send at once.

const CHUNK_MIN = 64 * 1024
const CHUNK_SECONDS = 2 // what one cut may cost, in time
const TELLING = 4 * 1024 // a smaller request measures the distance, not the width
const REST_FIRST_MS = 1_000
const REST_MAX_MS = 12_000 // a network that returns unannounced is found within 15 s
const OBEYED_MAX_MS = 60 * 60_000 // a clock set back must not silence the queue for years

/**
 * One rest for the whole queue: a row's own back-off would starve it where connections are cut often. Any progress
 * ends it, because the next failure is then a new one.
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
    this.chunkMax = CHUNK_MIN
  }

  /** Milliseconds still to rest. */
  get rest() {
    const left = this.until - this.now()
    return left > 0 && left <= OBEYED_MAX_MS ? left : 0
  }

  /** The next piece of a photo, in bytes: two seconds' worth, so that a good connection sends it in one. */
  get chunk() {
    const wanted = Math.floor(((this.speed ?? 0) * CHUNK_SECONDS) / CHUNK_MIN) * CHUNK_MIN
    return Math.max(CHUNK_MIN, Math.min(wanted, this.chunkMax))
  }

  /** @param {number} bytes @param {number} ms it took, answer included */
  progressed(bytes, ms) {
    this.failures = 0
    this.until = 0
    if (bytes >= TELLING) this.speed = (bytes * 1000) / Math.max(ms, 1)
  }

  /** @param {number | null} wait_s what the server asked for */
  failed(wait_s = null) {
    const backoff = Math.min(REST_MAX_MS, REST_FIRST_MS * 2 ** this.failures) * (0.5 + this.random() / 2)
    this.failures += 1
    this.speed = null
    this.until = this.now() + (wait_s === null ? backoff : Math.min(wait_s * 1000, OBEYED_MAX_MS))
    this.obeyed = wait_s !== null
  }

  /** The world changed (network back, page seen again, a tap): try at once, unless the server asked for patience. */
  wake() {
    if (this.obeyed && this.rest) return
    this.until = 0
  }
}
