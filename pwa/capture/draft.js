// The report being filled in. Every change is kept at once, so that a killed page continues where it was.
// Storage is given; no page and no network here.

import { TOP, newDraft } from '../outbox/begun.js'
import { reportId, uuidv7 } from '../shared/uuid.js'
import { Written, isOpen } from './written.js'

/**
 * @typedef {import('../outbox/row.js').Row} Row
 * @typedef {import('../outbox/row.js').Form} Form
 * @typedef {import('../outbox/row.js').PhotoRow} PhotoRow
 * @typedef {import('./written.js').Box} Box
 * @typedef {import('./written.js').Patch} Patch
 *
 * @typedef {object} Means
 * @property {import('./written.js').Journal} [journal]
 * @property {(id: string) => void} [changed] hears of every write
 */

/** A photo and its bytes, to be put back. @typedef {{ photo: PhotoRow, data: ArrayBuffer }} Taken */

export class Draft extends Written {
  /**
   * @param {Box} box
   * @param {Row} row
   * @param {Means & { kept: boolean, photos?: PhotoRow[] }} how `kept`: it lies in the database already
   */
  constructor(box, row, { photos = [], ...how }) {
    super(box, row, how)
    this.photos = photos
  }

  /**
   * A new one; nothing is kept before the first change.
   *
   * @param {Box} box
   * @param {{ owner: string, register: number, form?: Partial<Form> }} of
   * @param {Means} [means]
   */
  static fresh(box, of, means = {}) {
    return new Draft(box, newDraft({ id: reportId(), now: Date.now(), ...of }), { ...means, kept: false })
  }

  /** @param {Box} box @param {Row} row @param {Means} [means] */
  static async of(box, row, means = {}) {
    return new Draft(box, row, { ...means, kept: true, photos: await box.photosOf(row.id) })
  }

  get spot() {
    return this.row.spot ?? TOP
  }

  /** Whether there is something the person would miss. */
  get dirty() {
    return this.kept
  }

  /** @param {Partial<Form>} form of `answers` only those that changed */
  fill(form) {
    if (this.row.awaiting) void this.change((row) => ({ ...row, awaiting: false })).catch(() => undefined)
    return this.note({ form })
  }

  /**
   * What the phone found out by itself, and where in the form one looks. Alone it is nothing the person would miss:
   * it begins no draft. The camera may be open meanwhile.
   *
   * @param {Patch} patch
   * @returns {Promise<unknown>}
   */
  sense(patch) {
    if (this.kept || this.open.flat().length) return this.note(patch)
    this.show(patch)
    return this.writing
  }

  /** The camera or the gallery opens now; Android may kill the page meanwhile. */
  expectPhoto() {
    return this.change((row) => ({ ...row, awaiting: true }))
  }

  /** It was closed without a photo. A draft that holds nothing else is none. */
  async expectNothing() {
    if (!this.row.awaiting) return
    await this.change((row) => ({ ...row, awaiting: false }))
    if (!isBlank(this.row.form) || this.photos.length) return
    await this.box.remove(this.row.id)
    this.kept = false
  }

  /**
   * Keep the bytes as the camera gave them, before anything is done with them.
   *
   * @param {ArrayBuffer} data
   * @param {{ type: string, taken_at: number | null, print?: string }} of
   */
  async addPhoto(data, { type, taken_at, print = '' }) {
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
      print,
    }
    const taken = (/** @type {Row} */ row) => ({ ...row, awaiting: false, captured_at: row.captured_at ?? Date.now() })
    await this.together(taken, (settle) => this.box.keepPhoto(photo, data, settle))
    this.photos = [...this.photos, photo]
  }

  /**
   * Photos that are kept in this draft's place: by a worker, which reads and writes the row as `addPhoto` does.
   *
   * @param {(state: import('./taken.js').State) => Promise<import('./taken.js').Taken>} keep
   */
  async takeAway(keep) {
    const taken = await this.elsewhere(() => keep({ row: this.row, kept: this.kept, photos: this.photos }))
    if (!taken.photos.length) return taken
    this.shown((row) => ({ ...row, awaiting: false, captured_at: row.captured_at ?? Date.now() }))
    const known = new Set(this.photos.map(({ id }) => id)) // a look at the database may have been faster
    this.photos = [...this.photos, ...taken.photos.filter(({ id }) => !known.has(id))]
    return taken
  }

  /** @param {string} id @returns {Promise<Taken | null>} what to put back if it was a slip */
  async removePhoto(id) {
    const taken = await this.box.dropPhoto(id)
    this.photos = this.photos.filter((one) => one.id !== id)
    return taken
  }

  /** It was a slip: back in its place, for photos lie in the order of their ids. @param {Taken} taken */
  async putBack({ photo, data }) {
    await this.box.keepPhoto(photo, data)
    this.photos = await this.box.photosOf(this.row.id)
  }

  /**
   * Photos get their final form in the background; another tab may have changed a field.
   *
   * @returns {Promise<boolean>} whether it is still a draft
   */
  async refresh() {
    if (!(await this.reread())) return false
    if (this.kept) await this.#look()
    return true
  }

  /** @returns {Promise<void>} */
  async #look() {
    const before = this.photos
    const found = await this.box.photosOf(this.row.id)
    if (this.photos !== before) return this.#look() // one came or went meanwhile: what was found is old news
    this.photos = found
  }

  /**
   * *Simpan*: from here on the report is delivered, whatever happens to this page.
   *
   * @param {{ register: number, owner: string, answers: (form: Form) => Form['answers'] }} known `answers`: those
   *   still asked for, another tab may have given some
   */
  async save({ register, owner, answers }) {
    const travelling = (/** @type {Form} */ form) => (form.danger ? { ...answers(form), bahaya: true } : answers(form))
    const save = (/** @type {Row} */ row) => ({
      ...row,
      state: /** @type {const} */ ('queued'),
      form: { ...row.form, answers: travelling(row.form) },
      owner: row.owner || owner,
      register,
      awaiting: false,
      captured_at: row.captured_at ?? Date.now(),
    })
    await this.change(save, { early: false })
    return this.row
  }
}

/** The one to go on with: changed last, unless it was left behind: that waits in the list. @param {Row[]} rows */
export function latest(rows) {
  return rows.filter((row) => isOpen(row) && !isLeft(row)).sort((a, b) => b.changed_at - a.changed_at)[0]
}

/** It says more of an earlier report, and no photo was taken for it: what is reported next is something else. @param {Row} row */
const isLeft = ({ form, captured_at, awaiting }) => Boolean(form.about) && captured_at === null && !awaiting

/** Nothing in it comes from the person. @param {Form} form */
const isBlank = ({ category, note, rt, danger, kelurahan_by_hand, where }) =>
  !category && !note && !rt && !danger && !kelurahan_by_hand && where?.source !== 'pin'
