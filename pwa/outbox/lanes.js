// Several things under way at once. One's failure lets the others come to their end.

/** @typedef {import('./stop.js').Stop} Stop */

export class Lanes {
  constructor() {
    /** @type {Map<string, Promise<void>>} */
    this.busy = new Map()
    /** @type {unknown[]} */
    this.faults = []
  }

  get size() {
    return this.busy.size
  }

  /** @param {string} key @param {() => Promise<unknown>} work */
  start(key, work) {
    const ended = work()
      .catch((fault) => void this.faults.push(fault))
      .then(() => void this.busy.delete(key))
    this.busy.set(key, ended)
  }

  /** Until one of them has ended. */
  any() {
    return Promise.race(this.busy.values())
  }
}
