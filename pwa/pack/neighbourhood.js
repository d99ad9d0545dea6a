// What this phone knows of the neighbourhood: packs, fetched when there is a network, and what the person joined in
// on. No page, no network, no storage of its own: they are given.

import { belongsTo, NOBODY } from '../outbox/row.js'
import { outlookOf } from './outlook.js'
import { PACKS_MAX } from './pack.js'
import { readable } from './readable.js'

/**
 * @typedef {import('./pack.js').Pack} Pack
 * @typedef {import('./pack.js').Near} Near
 * @typedef {import('./echoes.js').Echo} Echo
 * @typedef {import('../outbox/deliver.js').Me} Me
 *
 * @typedef {object} Given
 * @property {typeof import('./shelf.js')} shelf
 * @property {typeof import('./echoes.js')} echoes
 * @property {typeof import('../outbox/network.js')} network
 * @property {typeof import('../shared/facts.js')} facts
 * @property {typeof import('../shared/news.js').tell} tell
 * @property {() => boolean} isThrifty the person asked their browser to save data
 * @property {(code: string) => void} [wanted] the public page of that kelurahan is worth keeping as well
 * @property {() => number} [now]
 */

const FRESH_MS = 3 * 3600_000
const FRESH_THRIFTY_MS = 24 * 3600_000
const HOME_MS = 24 * 3600_000
/** A position that grows more exact tells its kelurahan again and again. */
const REST_MS = 60_000

export class Neighbourhood {
  /** @param {Given} given */
  constructor(given) {
    this.given = given
    this.now = given.now ?? Date.now
    /** @type {Pack[]} */
    this.packs = []
    /** What whoever is here joined in on, newest first. @type {import('./outlook.js').Joined[]} */
    this.joined = []
    /** Ids of reports that are whoever's here themselves. @type {Set<string>} */
    this.own = new Set()
    /** @type {Me | null} */
    this.me = null
    /** When each code was last asked for. @type {Map<string, number>} */
    this.asked = new Map()
    /** There was no room for a pack: this page fetches no more of them. */
    this.isFull = false
  }

  /** See how things stand in the database. @param {Me | null} me @param {string[]} own ids of their reports */
  async look(me, own) {
    this.packs = await this.given.shelf.all()
    const echoes = (await this.given.echoes.all()).filter((echo) => belongsTo(/** @type {any} */ (echo), me ?? NOBODY))
    this.joined = echoes.map((echo) => ({ ...echo, outlook: outlookOf(echo, this.packs) }))
    this.own = new Set(own)
    this.me = me
  }

  /**
   * Fetch what is missing or old: of the person's kelurahan, and of where this phone was last used.
   *
   * @param {string[]} used codes, the latest first
   */
  async refresh(used) {
    this.asked.clear()
    const codes = [...new Set([...used.filter(Boolean), ...(await this.#home()), ...this.packs.map(({ kelurahan }) => kelurahan)])]
    for (const code of codes.slice(0, PACKS_MAX)) await this.want(code)
  }

  /** Somebody has to do with that kelurahan now. @param {string} code */
  async want(code) {
    if (this.isFull || this.#isResting(code) || !this.#isStale(code)) return
    this.asked.set(code, this.now())
    try {
      await this.#fetch(code)
    } catch (error) {
      console.warn('the pack was not kept', error)
      this.isFull = true
    }
  }

  /** @param {string} code */
  #isResting(code) {
    return Math.abs(this.now() - (this.asked.get(code) ?? -Infinity)) < REST_MS
  }

  /** @param {string} code */
  #isStale(code) {
    const pack = this.packs.find(({ kelurahan }) => kelurahan === code)
    const age = this.now() - (pack?.checked_at ?? 0)
    return !pack || age < 0 || age > (this.given.isThrifty() ? FRESH_THRIFTY_MS : FRESH_MS)
  }

  /** @param {string} code */
  async #fetch(code) {
    const { network, shelf, tell } = this.given
    const before = this.packs.find(({ kelurahan }) => kelurahan === code)
    const answer = await network.pack(code, before?.etag ?? null)
    const now = this.now()
    const next = answer?.status === 304 ? before : answer?.ours && answer.status === 200 ? packOf(code, answer) : null
    if (!next) return // there will be another time
    await shelf.keep({ ...next, checked_at: now, wanted_at: now })
    this.packs = await shelf.all()
    tell({ what: 'facts' })
    this.given.wanted?.(code)
  }

  /** The kelurahan the person was invited for, as the server knew within a day. @returns {Promise<string[]>} */
  async #home() {
    const { facts, network } = this.given
    const person = this.me?.person ?? ''
    const before = await facts.recall('home')
    const kept = before?.person === person ? before : null
    if (kept && Math.abs(this.now() - kept.at) < HOME_MS) return kept.codes
    const answer = await network.whoami()
    if (!answer?.ours || answer.status !== 200) return kept?.codes ?? []
    /** @type {{ scope: string }[]} */
    const roles = answer.body.person?.roles ?? []
    const codes = roles.map(({ scope }) => scope).filter((scope) => /^\d/.test(scope)) // `*` is everywhere
    await facts.remember('home', { person, codes, at: this.now() })
    return codes
  }

  /** "Saya juga": kept on this phone at once, told when there is a network. @param {Near} entry @param {string} owner */
  async join({ id, category, kelurahan, thumb }, owner) {
    const { echoes } = this.given
    /** @type {Echo} */
    const fresh = { id, v: 1, state: 'waiting', tried: false, owner, category, kelurahan, thumb, at: this.now(), me_too: null }
    const again = await echoes.change(id, ({ tried }) => ({ ...fresh, tried })) // its leaving may not be told yet
    if (!again) await echoes.put(fresh)
  }

  /** Taken back; what the server may know of it has to be told. @param {string} id */
  leave(id) {
    const left = (/** @type {Echo} */ kept) => (kept.tried && isCounted(kept) ? /** @type {Echo} */ ({ ...kept, state: 'leaving' }) : null)
    return this.given.echoes.change(id, left)
  }
}

/** @param {Echo} echo */
const isCounted = ({ state }) => state !== 'gone' && state !== 'refused'

/**
 * @param {string} code
 * @param {import('../outbox/answers.js').Answer} answer
 * @returns {Omit<Pack, 'checked_at' | 'wanted_at'> | null}
 */
function packOf(code, { body, etag }) {
  const carried = readable(body)
  return carried && { kelurahan: code, v: 1, etag, ...carried }
}
