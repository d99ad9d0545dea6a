// Notices when the browser has cleared what was waiting, and tells the person and, once, the server. What it reads and
// writes is given.

import { isUnsent, savedAt } from './row.js'

/**
 * @typedef {import('./sentinel.js').Waiting} Waiting
 * @typedef {import('./sentinel.js').Loss} Loss
 * @typedef {import('./row.js').Row} Row
 * @typedef {{ id: string, saved_at: number }} Saved a report that waits; `saved_at` in milliseconds since 1970
 *
 * @typedef {object} Given
 * @property {Pick<typeof import('./sentinel.js'), 'waiting' | 'noteWaiting' | 'loss' | 'noteLoss'>} sentinel
 * @property {Pick<typeof import('../shared/facts.js'), 'recall' | 'remember'>} facts
 * @property {Pick<typeof import('./network.js'), 'whoami' | 'tellWaiting' | 'tellLoss'>} network
 * @property {() => string} newId
 * @property {() => Promise<Saved[]>} sealed reports that wait here for others
 */

/** A fact that lies in the same database as the reports: it goes when they go. */
const MARK = 'has_kept'
/** What the server was last told; a server never told believes that nothing waits. */
const TOLD = 'told_waiting'
const NOTHING = Object.freeze({ count: 0, last: '', since: 0 })

export class Watchman {
  /** @param {Given} given */
  constructor(given) {
    this.given = given
    /** The database was empty and nothing was noted beside it: only the server may know better. */
    this.isBlank = false
  }

  /** What was lost and not yet acknowledged by the person. @returns {Loss | null} */
  get loss() {
    const loss = this.given.sentinel.loss()
    return loss && !loss.seen ? loss : null
  }

  /**
   * Compare what is there with what was noted, and note what is there. An error of the database never comes here: it
   * is not an empty queue.
   *
   * @param {Row[]} rows all of them
   */
  async look(rows) {
    const { sentinel, facts, sealed } = this.given
    const waiting = waitingOf(rows, await sealed())
    const noted = sentinel.waiting() // before the mark, which another tab writes before its note
    const isMarked = await facts.recall(MARK)
    if (!isMarked && noted?.count) this.#lost(noted)
    this.isBlank = !isMarked && !noted
    const holds = rows.length > 0 || waiting.count > 0
    if (!isMarked && holds) await facts.remember(MARK, true)
    if (isMarked || holds || noted) this.#note(waiting, noted)
  }

  /** @param {Waiting} now @param {Waiting | null} noted */
  #note(now, noted) {
    if (JSON.stringify(now) !== JSON.stringify(noted)) this.given.sentinel.noteWaiting(now)
  }

  /** @param {Waiting} what */
  #lost(what) {
    const { sentinel, newId } = this.given
    sentinel.noteLoss({ ...what, id: newId(), told: false, seen: false })
  }

  /** The person has read it. */
  dismiss() {
    const { sentinel } = this.given
    const loss = sentinel.loss()
    if (loss) sentinel.noteLoss({ ...loss, seen: true })
  }

  /** The server has just answered: tell what waits here when that has changed, and what was lost. */
  async contact() {
    const { sentinel, facts, network } = this.given
    if (this.isBlank) await this.#askServer()
    await this.#tellLoss()
    const waiting = sentinel.waiting() ?? NOTHING
    const device = (await facts.recall('me'))?.device ?? ''
    const key = `${device} ${waiting.count} ${waiting.last}`
    const told = await facts.recall(TOLD)
    const isTold = told?.startsWith(`${device} `) ? told === key : waiting.count === 0 // another device was told nothing yet
    if (isTold) return
    if (isOk(await network.tellWaiting(waiting))) await facts.remember(TOLD, key)
  }

  /** All was cleared here, the note too: the server may remember what waited. */
  async #askServer() {
    const answer = await this.given.network.whoami()
    if (!isOk(answer)) return
    this.isBlank = false
    const { count = 0, last_saved_at = null } = answer?.body.waiting ?? {}
    if (count) this.#lost({ count, last: '', since: last_saved_at ? Date.parse(last_saved_at) : 0 })
  }

  async #tellLoss() {
    const { sentinel, network } = this.given
    const loss = sentinel.loss()
    if (!loss || loss.told) return
    if (isOk(await network.tellLoss(loss))) sentinel.noteLoss({ ...(sentinel.loss() ?? loss), told: true })
  }
}

/** @param {Row[]} rows @param {Saved[]} sealed @returns {Waiting} */
function waitingOf(rows, sealed) {
  const waiting = [...rows.filter(isUnsent).map((row) => ({ id: row.id, saved_at: savedAt(row) })), ...sealed]
  if (!waiting.length) return NOTHING
  const last = waiting.reduce((newest, one) => (one.saved_at > newest.saved_at ? one : newest))
  return { count: waiting.length, last: last.id, since: last.saved_at }
}

/** @param {import('./answers.js').Answer | null} answer */
const isOk = (answer) => answer !== null && answer.ours && answer.status < 300
