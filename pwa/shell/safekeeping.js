// How safe the reports are on this phone: protection asked for at the right moment, losses noticed, a full phone told.
// Everything it works with is given.

import { LITTLE_ROOM } from '../shared/protection.js'

/**
 * `lost`: the browser cleared what waited; `private`: all ends with the window; `full`: something did not fit;
 * `filling`: soon nothing will.
 *
 * @typedef {'lost' | 'private' | 'full' | 'filling'} Concern
 *
 * @typedef {object} Given
 * @property {import('../outbox/watchman.js').Watchman} watchman
 * @property {Pick<typeof import('../shared/protection.js'), 'isProtected' | 'protect' | 'roomLeft' | 'isPrivate'>} protection
 * @property {typeof import('../outbox/weight.js').weigh} weigh
 * @property {Pick<typeof import('../shared/facts.js'), 'recall' | 'remember'>} facts
 * @property {() => void} changed
 */

/** A fact: protection was asked for after a report was saved. Firefox asks the person, and once is enough. */
const ASKED = 'protection_asked'
const ASKED_INSTALLED = 'protection_asked_installed'

export class Safekeeping {
  /** @param {Given} given */
  constructor(given) {
    this.given = given
    this.watchman = given.watchman
    /** null: not known yet. @type {boolean | null} */
    this.isProtected = null
    this.isPrivate = false
    this.isFull = false
    this.isFilling = false
    /** Concerns the person has put aside on this page. @type {Set<Concern>} */
    this.putAside = new Set()
  }

  /**
   * Look at how things are; nothing waits for it.
   *
   * @param {{ isInstalled?: boolean }} [how] browsers promise more readily to what lies on the home screen
   */
  async open({ isInstalled = false } = {}) {
    const { protection, changed } = this.given
    this.isProtected = await protection.isProtected()
    this.isPrivate = await protection.isPrivate()
    await this.#lookForRoom()
    changed()
    if (isInstalled) await this.#askOnce(ASKED_INSTALLED)
  }

  async #lookForRoom() {
    const room = await this.given.protection.roomLeft()
    this.isFilling = room !== null && room.left < LITTLE_ROOM
  }

  /** A report was saved: from now on there is something to protect. */
  async saved() {
    await this.#lookForRoom()
    await this.#askOnce(ASKED)
  }

  /** @param {string} occasion */
  async #askOnce(occasion) {
    const { facts } = this.given
    if (this.isProtected || (await facts.recall(occasion))) return
    await facts.remember(occasion, true)
    await this.protect()
  }

  /** The person asks, or the app was installed: browsers then promise more readily. */
  async protect() {
    this.isProtected = await this.given.protection.protect()
    this.given.changed()
  }

  /** Something did not fit. @param {boolean} isFull */
  full(isFull) {
    if (this.isFull === isFull) return
    this.isFull = isFull
    this.putAside.delete('full')
    this.given.changed()
  }

  /** What the person should read now, the gravest first. @returns {Concern | null} */
  get concern() {
    /** @type {Record<Concern, boolean>} */
    const holds = {
      lost: this.watchman.loss !== null,
      full: this.isFull,
      private: this.isPrivate,
      filling: this.isFilling,
    }
    const found = Object.entries(holds).find(([concern, is]) => is && !this.putAside.has(/** @type {Concern} */ (concern)))
    return /** @type {Concern | undefined} */ (found?.[0]) ?? null
  }

  /** @param {Concern} concern */
  dismiss(concern) {
    if (concern === 'lost') this.watchman.dismiss()
    this.putAside.add(concern)
    this.given.changed()
  }

  /** For the meter. */
  weigh() {
    return this.given.weigh()
  }
}
