// The report being filled in. Every change is kept at once, so that a killed page continues where it was.
// Storage is given; no page and no network here.

import { newDraft } from '../outbox/row.js'
import { uuidv7 } from '../shared/uuid.js'

/**
 * @typedef {import('../outbox/row.js').Row} Row
 * @typedef {import('../outbox/row.js').Form} Form
 * @typedef {import('../outbox/row.js').PhotoRow} PhotoRow
 * @typedef {typeof import('../outbox/box.js')} Box
 */

/** Another tab saved or removed this draft. */
export class Gone extends Error {}

export class Draft {
  /**
   * @param {Box} box
   * @param {Row} row
   * @param {{ kept: boolean, photos?: PhotoRow[] }} how `kept`: it lies in the database already
   */
  constructor(box, row, { kept, photos = [] }) {
    this.box = box
    this.row = row
    this.photos = photos
    this.kept = kept
    /** Writes wait for one another, so that the last change is the one that stays. @type {Promise<unknown>} */
    this.writing = Promise.resolve()
  }

  /**
   * A new one; nothing is kept before the first change.
   *
   * @param {Box} box
   * @param {{ owner: string, register: number, form?: Partial<Form> }} of
   */
  static fresh(box, of) {
    return new Draft(box, newDraft({ id: uuidv7(), now: Date.now(), ...of }), { kept: false })
  }

  /** @param {Box} box @param {Row} row */
  static async of(box, row) {
    return new Draft(box, row, { kept: true, photos: await box.photosOf(row.id) })
  }

  /** Whether there is something the person would miss. */
  get dirty() {
    return this.kept
  }

  /** @param {Partial<Form>} patch */
  fill(patch) {
    return this.#change((row) => ({ ...row, awaiting: false, form: { ...row.form, ...patch } }))
  }

  /**
   * What the phone found out by itself. Alone it is nothing the person would miss: it begins no draft.
   *
   * @param {Partial<Form>} patch
   */
  sense(patch) {
    if (this.kept) return this.fill(patch)
    this.row = { ...this.row, form: { ...this.row.form, ...patch } }
    return this.writing
  }

  /** The camera or the gallery opens now; Android may kill the page meanwhile. */
  expectPhoto() {
    return this.#change((row) => ({ ...row, awaiting: true }))
  }

  /** It was closed without a photo. A draft that holds nothing else is none. */
  async expectNothing() {
    if (!this.row.awaiting) return
    await this.#change((row) => ({ ...row, awaiting: false }))
    if (!isBlank(this.row.form) || this.photos.length) return
    await this.box.remove(this.row.id)
    this.kept = false
  }

  /**
   * Keep the bytes as the camera gave them, before anything is done with them.
   *
   * @param {ArrayBuffer} data
   * @param {{ type: string, taken_at: number | null }} of
   */
  async addPhoto(data, { type, taken_at }) {
    /** @type {PhotoRow} */
    const photo = {
      id: uuidv7(),
      report: this.row.id,
      v: 1,
      ready: false,
      original: true,
      type,
      size: data.byteLength,
      width: null,
      height: null,
      taken_at,
      sha256: '',
      thumb: null,
    }
    const now = Date.now()
    const taken = (/** @type {Row} */ row) =>
      ({ ...row, awaiting: false, captured_at: row.captured_at ?? now, changed_at: now })
    await this.#queue(() => this.box.keepPhoto(photo, data, (row) => taken(this.#still(row))))
    this.kept = true
    this.row = taken(this.row)
    this.photos = [...this.photos, photo]
  }

  /** @param {string} id */
  async removePhoto(id) {
    await this.box.dropPhoto(id)
    this.photos = this.photos.filter((photo) => photo.id !== id)
  }

  /** Photos get their final form in the background. @returns {Promise<void>} */
  async refresh() {
    if (!this.kept) return
    const before = this.photos
    const found = await this.box.photosOf(this.row.id)
    if (this.photos !== before) return this.refresh() // one came or went meanwhile: what was found is old news
    this.photos = found
  }

  /**
   * *Simpan*: from here on the report is delivered, whatever happens to this page.
   *
   * @param {{ register: number, owner: string, answers: Form['answers'] }} known `answers`: those still asked for
   */
  async save({ register, owner, answers }) {
    await this.#change((row) => ({
      ...row,
      state: 'queued',
      form: { ...row.form, answers: row.form.danger ? { ...answers, bahaya: true } : answers },
      owner: row.owner || owner,
      register,
      awaiting: false,
      captured_at: row.captured_at ?? Date.now(),
    }))
    return this.row
  }

  async drop() {
    await this.writing
    await this.box.remove(this.row.id)
  }

  /**
   * @param {(row: Row) => Row} change
   * @returns {Promise<void>}
   */
  #change(change) {
    const now = Date.now()
    this.row = { ...change(this.row), changed_at: now }
    return this.#queue(() => this.#write((row) => ({ ...change(row), changed_at: now })))
  }

  /**
   * @param {() => Promise<void>} write
   * @returns {Promise<void>}
   */
  #queue(write) {
    const written = this.writing.then(write)
    this.writing = written.catch(() => undefined)
    return written
  }

  /** The row as it lies there, as long as it is a draft; nothing lies there before the first write. @param {Row | undefined} row */
  #still(row) {
    if (!row && !this.kept) return this.row
    if (row?.state !== 'draft') throw new Gone('this draft is no longer here')
    return row
  }

  /** @param {(row: Row) => Row} change */
  async #write(change) {
    if (!this.kept) {
      await this.box.add(this.row)
      this.kept = true
      return
    }
    const next = await this.box.change(this.row.id, (row) => (row.state === 'draft' ? change(row) : null))
    if (!next) throw new Gone('this draft is no longer here')
  }
}

/** The one to go on with: changed last. @param {Row[]} rows */
export function latest(rows) {
  return rows.filter((row) => row.state === 'draft' && !row.dropped_at).sort((a, b) => b.changed_at - a.changed_at)[0]
}

/** Nothing in it comes from the person. @param {Form} form */
const isBlank = ({ category, note, rt, danger, kelurahan_by_hand }) =>
  !category && !note && !rt && !danger && !kelurahan_by_hand
