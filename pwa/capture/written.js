// Writes a draft down change by change: at once, in order, and field by field, so that two tabs add to one another.
// Storage is given; no page and no network here.

import { TOP } from '../outbox/begun.js'
import { Gone } from '../shared/gone.js'

/**
 * @typedef {import('../outbox/row.js').Row} Row
 * @typedef {import('../outbox/row.js').Form} Form
 * @typedef {import('../outbox/row.js').Spot} Spot
 * @typedef {typeof import('../outbox/box.js')} Box
 * @typedef {(row: Row) => Row} Change
 */

/** What the person did: fields of the form, answers by question, and where in the form they are. @typedef {{ form?: Partial<Form>, spot?: Partial<Spot> }} Patch */

/** `row` is whole while the database has never had it; `owner` as in the row. @typedef {{ id: string, owner?: string, row: Row | null, patch: Patch }} Entry */

/**
 * Keeps an entry before the call returns; may fail silently.
 *
 * @typedef {{ note: (key: string, entry: Entry) => void, forget: (key: string) => void, left: () => [string, Entry][] }} Journal
 */

/** @type {Journal} */
const NO_JOURNAL = { note: () => {}, forget: () => {}, left: () => [] }

export class Written {
  /**
   * @param {Box} box
   * @param {Row} row
   * @param {{ kept: boolean, journal?: Journal, changed?: (id: string) => void }} how `kept`: it lies in the database
   *   already; `changed` hears of every write
   */
  constructor(box, row, { kept, journal = NO_JOURNAL, changed = () => {} }) {
    this.box = box
    this.row = row
    this.kept = kept
    this.journal = journal
    this.changed = changed
    /** Writes wait for one another, so that the last change is the one that stays. @type {Promise<unknown>} */
    this.writing = Promise.resolve()
    /** Not yet in the database: being written, and waiting for the next write. @type {[Turn[], Turn[]]} */
    this.open = [[], []]
    /** @type {Patch} */
    this.unwritten = {}
    this.key = `${row.id}.${Math.random().toString(36).slice(2)}` // two tabs may hold the same draft
  }

  /** What the person did. It survives even a page that is left before the database has it. @param {Patch} patch */
  note(patch) {
    this.unwritten = added(this.unwritten, patch)
    const write = this.change((row) => patched(row, patch))
    this.journal.note(this.key, { id: this.row.id, owner: this.row.owner, row: this.kept ? null : this.row, patch: this.unwritten })
    return write
  }

  /** Shown, and written down with what the person does next. @param {Patch} patch */
  show(patch) {
    this.row = patched(this.row, patch)
  }

  /**
   * What comes while a write is under way goes with the next one: fast fingers never queue up behind a slow disk.
   *
   * @param {Change} change
   * @param {{ early?: boolean }} [how] `early`: counts at once, and is tried again with the next write if this one fails
   * @returns {Promise<void>} rejected with Gone, or with what the storage said
   */
  change(change, { early = true } = {}) {
    const changed_at = Date.now()
    /** @type {Turn} */
    const turn = { early, change: (row) => ({ ...change(row), changed_at }) }
    if (early) this.row = turn.change(this.row)
    this.open[1].push(turn)
    const write = this.writing.then(() => this.#write())
    this.writing = write.catch(() => undefined)
    return write
  }

  /**
   * A change that is written together with something else, both or neither.
   *
   * @param {Change} change
   * @param {(settle: (stored: Row | undefined) => Row) => Promise<unknown>} write gives the row as it lies there
   * @returns {Promise<void>} rejected with Gone, or with what the storage said
   */
  async together(change, write) {
    const changed_at = Date.now()
    await this.elsewhere(() => write((stored) => ({ ...change(this.#still(stored)), changed_at })))
    this.shown(change)
  }

  /** A write that is not this one's own has its turn among the others. @template T @param {() => Promise<T>} write */
  elsewhere(write) {
    const done = this.writing.then(write)
    this.writing = done.catch(() => undefined)
    return done
  }

  /** It lies in the database so. @param {Change} change */
  shown(change) {
    this.kept = true
    this.row = change(this.row)
    this.changed(this.row.id)
  }

  /** Nothing lies there before the first write. @param {Row | undefined} stored */
  #still(stored) {
    if (!stored && !this.kept) return this.row
    if (!isOpen(stored)) throw new Gone('this draft is no longer here')
    return stored
  }

  /** As another tab may have changed it. @returns {Promise<boolean>} whether it is still a draft */
  async reread() {
    if (!this.kept || this.row.state !== 'draft') return true // never written, or saved here
    const stored = await this.box.get(this.row.id)
    if (!isOpen(stored)) return this.row.state !== 'draft' || !this.kept
    this.row = this.#ours(stored)
    return true
  }

  async #write() {
    const turns = this.open[1]
    if (!turns.length) return // the write before took it along
    this.open = [turns, []]
    try {
      await this.#keep(turns)
    } catch (error) {
      if (error instanceof Gone) this.settled()
      const again = error instanceof Gone ? [] : turns.filter(({ early }) => early)
      this.open = [[], [...again, ...this.open[1]]]
      throw error
    }
    this.open = [[], this.open[1]]
    if (!this.open[1].length) this.settled()
    this.changed(this.row.id)
  }

  /** @param {Turn[]} turns */
  async #keep(turns) {
    const apply = (/** @type {Row} */ row) => turns.reduce((now, { change }) => change(now), row)
    if (this.kept) {
      const next = await this.box.change(this.row.id, (row) => (isOpen(row) ? apply(row) : null))
      if (!next) throw new Gone('this draft is no longer here')
      this.row = this.#ours(next)
    } else {
      const first = apply(this.row)
      await this.box.add(first)
      this.kept = true
      this.row = this.#ours(first)
    }
  }

  /** With what is still to be written here. @param {Row} row */
  #ours(row) {
    return this.open.flat().filter(({ early }) => early).reduce((now, { change }) => change(now), row)
  }

  /** Nothing is left to be written. */
  settled() {
    this.unwritten = {}
    this.journal.forget(this.key)
  }
}

/** A draft that was thrown away and may still be taken back is not written in. @param {Row | undefined} row @returns {row is Row} */
export const isOpen = (row) => row?.state === 'draft' && !row.dropped_at

/** @typedef {{ early: boolean, change: Change }} Turn */

/** @param {Patch} before @param {Patch} more @returns {Patch} */
const added = (before, more) => ({
  form: filled(before.form ?? {}, more.form ?? {}),
  spot: { ...before.spot, ...more.spot },
})

/** @param {Row} row @param {Patch} patch @returns {Row} */
const patched = (row, { form = {}, spot = {} }) => ({
  ...row,
  form: /** @type {Form} */ (filled(row.form, form)),
  spot: { ...TOP, ...row.spot, ...spot },
})

/** Answers are fields too: two tabs may answer different questions. @param {Partial<Form>} form @param {Partial<Form>} more */
const filled = (form, more) =>
  more.answers ? { ...form, ...more, answers: { ...form.answers, ...more.answers } } : { ...form, ...more }
