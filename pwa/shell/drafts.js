// The draft that is open, how another takes its place, and what is let go and taken back.

import { NO_CHOICES, choicesOf, rememberChoices } from '../capture/choices.js'
import { Draft, latest } from '../capture/draft.js'
import { letGo, takeBack } from '../outbox/handling.js'

/** @typedef {import('../outbox/row.js').Row} Row */

export class Drafts {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk
    /** @type {Draft | null} */
    this.current = null
    this.choices = NO_CHOICES
    /** What was removed last, and the way back. @type {import('../capture/form.js').Slip | null} */
    this.slip = null
    /** The camera was open when the page was last killed. */
    this.lost = false
    /** That happened on this phone once: Android may do it again. */
    this.distrusted = false
  }

  /** Go on with the latest of whoever is here, or begin one. */
  async open() {
    const { desk } = this
    const before = latest((await desk.box.all()).filter((row) => desk.isOurs(row)))
    this.current = before ? await this.#kept(before) : await this.#fresh()
    this.lost = before?.awaiting ?? false
    this.distrusted = await distrusted(desk.given.facts, this.lost)
  }

  /** What another app shared comes first, whichever draft was touched last. */
  async openShared() {
    const shared = /** @type {import('../capture/shared.js').Before | undefined} */ (await this.desk.given.facts.recall('shared'))
    const row = shared && (await this.desk.box.get(shared.draft))
    if (row?.state === 'draft') await this.edit(row)
  }

  /** Another report; a draft that was begun waits in the list. */
  async begin() {
    await this.current?.writing
    this.#show(await this.#fresh())
    await this.desk.look()
  }

  /** Open a draft, or a saved report nobody has tried to send yet. @param {Row} row @returns {Promise<boolean>} */
  async edit(row) {
    const draft = row.state === 'draft' ? row : await this.desk.box.reopen(row.id)
    if (!draft) return false
    await this.current?.writing
    this.#show(await this.#kept(draft))
    await this.desk.look()
    return true
  }

  /** @param {Row} row */
  async saved(row) {
    const { desk } = this
    const { facts, tell, askForSync } = desk.given
    desk.last = row
    this.lost = false
    tell({ what: 'rows' })
    this.slip = null
    await rememberChoices(facts, desk.owner, row.form, Date.now()).catch(() => undefined) // a full phone forgets what is chosen often
    void desk.upkeep.finish()
    void askForSync()
    void desk.safe.saved()
    await this.#leave(row)
  }

  /** The form is emptied; for some seconds it can be taken back. */
  async empty() {
    const dropped = this.current
    await dropped?.writing
    const isGone = dropped && (await this.drop(dropped.row)) // else another tab has saved it
    await this.begin()
    if (isGone) this.slip = { what: 'draft', back: () => this.#backInto(dropped.row) }
  }

  /** @param {Row} row */
  async #backInto(row) {
    await this.takeBack(row)
    await this.edit(row)
  }

  /** For some seconds it can be taken back. @param {Row} row @param {string} [joined] the report joined in on instead @returns {Promise<boolean>} whether it was let go */
  async drop(row, joined) {
    const { box, given, upkeep } = this.desk
    const gone = await letGo(box, row, Date.now(), joined)
    await this.#leave(row)
    given.tell({ what: 'rows' })
    await upkeep.settle()
    return gone !== null
  }

  /** @param {Row} row */
  async takeBack(row) {
    const { box, courier, given } = this.desk
    await takeBack(box, row)
    given.tell({ what: 'rows' })
    void courier.wake()
  }

  /** @param {Draft} draft */
  #show(draft) {
    this.current = draft
    this.slip = null
    this.lost = false
  }

  /** An empty one in its place, unless fast fingers have begun another meanwhile. @param {Row} row */
  async #leave(row) {
    const fresh = await this.#fresh()
    if (this.current?.row.id === row.id) this.current = fresh
  }

  /** @param {Row} row */
  async #kept(row) {
    await this.#choose()
    return Draft.of(this.desk.box, row, this.#means())
  }

  async #fresh() {
    const { identity } = await this.#choose()
    const { box, owner, register } = this.desk
    return Draft.fresh(box, { owner, register: register?.version ?? 1, form: { identity } }, this.#means())
  }

  async #choose() {
    this.choices = await choicesOf(this.desk.given.facts, this.desk.owner)
    return this.choices
  }

  #means() {
    const { journal, tellOthers } = this.desk.given
    return { journal, changed: (/** @type {string} */ report) => tellOthers({ what: 'draft', report }) }
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
