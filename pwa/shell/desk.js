// What the app works on: what is on this phone, the register, who is here, and the courier. No page, no network, no
// storage of its own: they are given.

import { takeUp } from '../capture/leftovers.js'
import { NOBODY, belongsTo, isUnsent, ownerOf } from '../outbox/row.js'
import { Drafts } from './drafts.js'
import { known, refreshed } from './register.js'
import { Upkeep } from './upkeep.js'

/**
 * @typedef {import('../outbox/row.js').Row} Row
 * @typedef {object} Given
 * @property {typeof import('../outbox/box.js')} box
 * @property {typeof import('../outbox/network.js')} network
 * @property {typeof import('../shared/facts.js')} facts
 * @property {typeof import('../shared/news.js').tell} tell
 * @property {typeof import('../shared/news.js').tellOthers} tellOthers
 * @property {import('../capture/written.js').Journal} journal
 * @property {import('../outbox/courier.js').Courier} courier
 * @property {import('../follow/following.js').Following} following
 * @property {typeof import('../capture/shrinker.js').smaller} smaller
 * @property {() => Promise<import('../shared/register.js').Register>} builtin
 * @property {() => Promise<void>} askForSync
 * @property {(error: unknown) => boolean} isFull
 * @property {{ countSealed: () => Promise<number>, returnLink: () => Promise<string | null>, signOut: () => Promise<void>, bundle: () => Promise<import('../people/rescue.js').Made>, unbundle: (file: Blob) => Promise<import('../people/taking.js').Outcome> }} people
 * @property {import('./safekeeping.js').Safekeeping} safe
 * @property {typeof import('../shared/connection.js').tellsItsLine} tellsItsLine
 */

export class Desk {
  /** @param {Given} given */
  constructor(given) {
    this.given = given
    this.box = given.box
    this.courier = given.courier
    this.following = given.following
    this.people = given.people
    this.isFull = given.isFull
    this.safe = given.safe
    this.tellsItsLine = given.tellsItsLine
    this.drafts = new Drafts(this)
    this.upkeep = new Upkeep(this)
    /** Fetched after the form is drawn. @type {import('../pack/neighbourhood.js').Neighbourhood | null} */
    this.around = null
    /** With it. @type {import('../pack/joining.js').Joining | null} */
    this.joining = null
    this.wifiOnly = false
    this.ready = false
    /** @type {import('../shared/register.js').Register | null} */
    this.register = null
    this.unsent = 0
    /** Kelurahan reported from, the latest first. @type {string[]} */
    this.used = []
    /** What needs the person: questions, and what cannot be sent. */
    this.waiting = 0
    /** Counts what was looked at, so that pages know to draw again. */
    this.looks = 0
    /** @type {import('../outbox/deliver.js').Me | null} */
    this.me = null
    /** Saved last on this page. @type {Row | null} */
    this.last = null
  }

  get owner() {
    return ownerOf(this.me)
  }

  /** Of whoever is here. @param {Row} row */
  isOurs(row) {
    return belongsTo(row, this.me ?? NOBODY)
  }

  /** Open with what this phone holds. */
  async open() {
    const { facts, builtin, box, journal } = this.given
    this.register = await known(facts, builtin)
    const [me, leaving] = [await facts.recall('me'), await facts.recall('leaving')]
    await takeUp(box, journal, (owner) => ['', me?.person, leaving].includes(owner))
    await this.upkeep.settle().catch(console.error) // a full phone must still open
    await this.look()
    await this.drafts.open()
    this.ready = true
  }

  /** See how things stand in the database. @returns {Promise<boolean>} whether the draft is still one */
  async look() {
    const { box, facts } = this.given
    const rows = await box.all()
    await this.safe.watchman.look(rows)
    this.me = (await facts.recall('me')) ?? null
    this.wifiOnly = (await facts.recall('wifi_only')) === true
    await this.following.look(this.me)
    const ours = rows.filter((row) => this.isOurs(row))
    this.used = ours.map(({ form }) => form.kelurahan).reverse()
    await this.around?.look(this.me, [...rows.map(({ id }) => id), ...this.following.lines.keys()])
    this.unsent = ours.filter(isUnsent).length
    this.waiting = this.following.needs + ours.filter(({ state }) => state === 'blocked').length
    this.last = rows.find((row) => row.id === this.last?.id) ?? this.last
    this.looks += 1
    return (await this.drafts.current?.refresh()) ?? true
  }

  /** After all that is to be sent: what is known of the neighbourhood. */
  async refreshAround() {
    await this.look()
    await this.around?.refresh([this.drafts.current?.row.form.kelurahan ?? '', ...this.used])
  }

  /** The server may have a newer register. The form that is open keeps its questions. */
  async refreshRegister() {
    const { facts, network } = this.given
    if (this.register) this.register = await refreshed(this.register, facts, network)
  }

  /** Photos wait for Wi-Fi; words never do. @param {boolean} on */
  async setWifiOnly(on) {
    await this.given.facts.remember('wifi_only', on)
    this.wifiOnly = on
    void this.courier.wake()
  }
}
