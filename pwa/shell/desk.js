// What the app works on: the draft, the register, who is here, and the courier. No page, no network, no storage of
// its own: they are given.

import { NO_CHOICES, choicesOf, rememberChoices } from '../capture/choices.js'
import { Draft, latest } from '../capture/draft.js'
import { finish } from '../capture/finish.js'
import { finishReplies } from '../follow/finish.js'
import { takeUp } from '../capture/leftovers.js'
import { alike, letGo, resend, settle, takeBack } from '../outbox/handling.js'
import { NOBODY, belongsTo, isUnsent, ownerOf, renewed } from '../outbox/row.js'
import { uuidv7 } from '../shared/uuid.js'
import { known, refreshed } from './register.js'

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
 * @property {{ countSealed: () => Promise<number>, returnLink: () => Promise<string | null>, signOut: () => Promise<void>, bundle: () => Promise<Blob>, unbundle: (file: Blob) => Promise<{ taken: number, known: number }> }} people
 * @property {import('./safekeeping.js').Safekeeping} safe
 * @property {typeof import('../shared/connection.js').tellsItsLine} tellsItsLine
 */

/** A saved report that is not sealed by then is nobody's work any more: another tab may be making its photos small. */
const STALE_MS = 3 * 60_000
const NOW_AND_THEN_MS = 60_000

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
    /** Fetched after the form is drawn. @type {import('../pack/neighbourhood.js').Neighbourhood | null} */
    this.around = null
    /** With it. @type {import('../pack/joining.js').Joining | null} */
    this.joining = null
    this.wifiOnly = false
    this.ready = false
    /** @type {import('../shared/register.js').Register | null} */
    this.register = null
    /** @type {Draft | null} */
    this.draft = null
    this.choices = NO_CHOICES
    /** What was removed last, and the way back. @type {import('../capture/form.js').Slip | null} */
    this.slip = null
    this.unsent = 0
    /** Kelurahan reported from, the latest first. @type {string[]} */
    this.used = []
    /** What needs the person: questions, and what cannot be sent. */
    this.waiting = 0
    /** Counts what was looked at, so that pages know to draw again. */
    this.looks = 0
    /** The camera was open when the page was last killed. */
    this.lost = false
    /** That happened on this phone once: Android may do it again. */
    this.distrusted = false
    /** @type {import('../outbox/deliver.js').Me | null} */
    this.me = null
    /** Saved last on this page. @type {Row | null} */
    this.last = null
    /** @type {Promise<unknown> | null} */
    this.finishing = null
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.settling = undefined
    /** How many answers the network had heard when the server was last told what waits. */
    this.answers = 0
    /** When that was, in milliseconds since 1970. */
    this.contacted = Date.now()
  }

  /** Open with what this phone holds. */
  async open() {
    const { facts, builtin, box, journal } = this.given
    this.register = await known(facts, builtin)
    const [me, leaving] = [await facts.recall('me'), await facts.recall('leaving')]
    await takeUp(box, journal, (owner) => ['', me?.person, leaving].includes(owner))
    await this.settle().catch(console.error) // a full phone must still open
    await this.look()
    const before = await this.#unfinished()
    this.draft = before ? await this.#kept(before) : await this.#fresh()
    this.lost = before?.awaiting ?? false
    this.distrusted = await distrusted(facts, this.lost)
    this.ready = true
  }

  /** @param {Row} row */
  async #kept(row) {
    this.choices = await choicesOf(this.given.facts, this.owner)
    return Draft.of(this.box, row, this.#means())
  }

  /** The draft to go on with, of whoever is here. */
  async #unfinished() {
    return latest((await this.box.all()).filter((row) => belongsTo(row, this.me ?? NOBODY)))
  }

  /** @returns {Promise<Draft>} */
  async #fresh() {
    this.choices = await choicesOf(this.given.facts, this.owner)
    const { identity } = this.choices
    return Draft.fresh(this.box, { owner: this.owner, register: this.register?.version ?? 1, form: { identity } }, this.#means())
  }

  #means() {
    const { journal, tellOthers } = this.given
    return { journal, changed: (/** @type {string} */ report) => tellOthers({ what: 'draft', report }) }
  }

  get owner() {
    return ownerOf(this.me)
  }

  /** See how things stand in the database. @returns {Promise<boolean>} whether the draft is still one */
  async look() {
    const { box, facts } = this.given
    const rows = await box.all()
    await this.safe.watchman.look(rows)
    this.me = (await facts.recall('me')) ?? null
    this.wifiOnly = (await facts.recall('wifi_only')) === true
    await this.following.look(this.me)
    this.used = rows.filter((row) => belongsTo(row, this.me ?? NOBODY)).map(({ form }) => form.kelurahan).reverse()
    await this.around?.look(this.me, [...rows.map(({ id }) => id), ...this.following.lines.keys()])
    this.unsent = rows.filter((row) => isUnsent(row) && belongsTo(row, this.me ?? NOBODY)).length
    this.waiting = this.following.needs + rows.filter((row) => row.state === 'blocked' && belongsTo(row, this.me ?? NOBODY)).length
    this.last = rows.find((row) => row.id === this.last?.id) ?? this.last
    this.looks += 1
    return (await this.draft?.refresh()) ?? true
  }

  /** After all that is to be sent: what is known of the neighbourhood. */
  async refreshAround() {
    await this.look()
    await this.around?.refresh([this.draft?.row.form.kelurahan ?? '', ...this.used])
  }

  /** The server may have a newer register. The form that is open keeps its questions. */
  async refreshRegister() {
    const { facts, network } = this.given
    if (this.register) this.register = await refreshed(this.register, facts, network)
  }

  /** A delivery has ended: what waits is told, and what came back meanwhile, from a seal or a pause, is gone on with. */
  async delivered() {
    await this.contact()
    await this.settle()
    const stale = (/** @type {Row} */ row) => !row.sealed && row.changed_at < Date.now() - STALE_MS
    if ((await this.box.inState('queued')).some(stale)) await this.finish()
  }

  /** Whenever the server has answered since the last time, it is told what waits here. */
  async contact() {
    const { heard } = this.given.network
    if (heard.answers === this.answers) return
    this.contacted = Date.now()
    await this.look()
    await this.safe.watchman.contact()
    this.answers = heard.answers
    this.given.tell({ what: 'safekeeping' })
  }

  /** A long delivery tells it meanwhile. */
  async contactNowAndThen() {
    if (Math.abs(Date.now() - this.contacted) > NOW_AND_THEN_MS) await this.contact()
  }

  /** Photos wait for Wi-Fi; words never do. @param {boolean} on */
  async setWifiOnly(on) {
    await this.given.facts.remember('wifi_only', on)
    this.wifiOnly = on
    void this.courier.wake()
  }

  /** Photos into their final form, saved reports sealed; then off they go. One at a time. */
  finish() {
    this.finishing = (this.finishing ?? Promise.resolve()).then(async () => {
      const sealed = [await this.#finished(finish), await this.#finished(finishReplies)]
      if (!sealed.includes(null)) this.safe.full(false)
      if (sealed.some(Boolean)) void this.courier.wake()
    })
    return this.finishing
  }

  /** Reports and answers do not hold up one another. @param {typeof finish} work @returns {Promise<number | null>} how many are sealed; null: one failed */
  async #finished(work) {
    const { box, smaller, tell } = this.given
    try {
      return await work({ box, smaller, tell })
    } catch (error) {
      if (this.isFull(error)) this.safe.full(true)
      else console.error(error)
      return null
    }
  }

  /** @param {Row} row */
  async saved(row) {
    const { facts, tell, askForSync } = this.given
    this.last = row
    this.lost = false
    tell({ what: 'rows' })
    this.slip = null
    await rememberChoices(facts, this.owner, row.form, Date.now())
    void this.finish()
    void askForSync()
    void this.safe.saved()
    this.draft = await this.#fresh()
  }

  /** An answer to a question was saved. */
  replied() {
    this.given.tell({ what: 'rows' })
    void this.finish()
    void this.given.askForSync()
  }

  /** Another report; a draft that was begun waits in the list. */
  async begin() {
    await this.draft?.writing
    this.draft = await this.#fresh()
    this.slip = null
    this.lost = false
    await this.look()
  }

  /** The form is emptied; for some seconds it can be taken back. */
  async dropDraft() {
    const dropped = this.draft
    await dropped?.writing
    if (dropped) await this.drop(dropped.row)
    await this.begin()
    if (dropped) this.slip = { what: 'draft', back: () => this.takeUp(dropped.row) }
  }

  /** It was let go, and is gone on with. @param {Row} row */
  async takeUp(row) {
    await this.takeBack(row)
    await this.edit(row)
  }

  /** What another app shared comes first, whichever draft was touched last. */
  async openShared() {
    const shared = /** @type {import('../capture/shared.js').Before | undefined} */ (await this.given.facts.recall('shared'))
    const row = shared && (await this.box.get(shared.draft))
    if (row?.state === 'draft') await this.edit(row)
  }

  /** Open a draft, or a saved report nobody has tried to send yet. @param {Row} row @returns {Promise<boolean>} */
  async edit(row) {
    const draft = row.state === 'draft' ? row : await this.box.reopen(row.id)
    if (!draft) return false
    await this.draft?.writing
    this.draft = await this.#kept(draft)
    this.slip = null
    this.lost = false
    await this.look()
    return true
  }

  /** @param {Row} row */
  async renew(row) {
    const draft = await this.box.supersede(row.id, renewed(row, uuidv7(), Date.now()))
    if (draft) await this.edit(draft)
  }

  /** The same under a new id, as it is. @param {Row} row */
  async resend(row) {
    await resend(this.box, row, { id: uuidv7(), now: Date.now() })
    this.given.tell({ what: 'rows' })
    await this.finish()
  }

  /** Open a new draft like a report. @param {Row} row @param {boolean} withPhotos */
  async like(row, withPhotos) {
    const known = { owner: this.owner, register: this.register?.version ?? 1, now: Date.now(), newId: uuidv7 }
    await this.edit(await alike(this.box, row, { ...known, withPhotos }))
  }

  /** For some seconds it can be taken back. @param {Row} row @param {string} [joined] the report joined in on instead */
  async drop(row, joined) {
    await letGo(this.box, row, Date.now(), joined)
    if (this.draft?.row.id === row.id) this.draft = await this.#fresh()
    this.given.tell({ what: 'rows' })
    await this.settle()
  }

  /** @param {Row} row */
  async takeBack(row) {
    await takeBack(this.box, row)
    this.given.tell({ what: 'rows' })
    void this.courier.wake()
  }

  /** What can no longer be taken back goes, here and at the server. */
  async settle() {
    clearTimeout(this.settling)
    const { discarded, next } = await settle(this.box, Date.now())
    if (next !== null) this.settling = setTimeout(() => void this.settle(), next)
    if (!discarded) return
    this.given.tell({ what: 'rows' })
    void this.courier.wake()
  }
}

/**
 * Whether the camera once took the page with it on this phone. A full phone cannot note it, and is told all the same.
 *
 * @param {typeof import('../shared/facts.js')} facts
 * @param {boolean} lost just now
 */
async function distrusted(facts, lost) {
  if (lost) await facts.remember('camera_lost', true).catch(() => undefined)
  return lost || (await facts.recall('camera_lost')) === true
}
