// The answer being written. Every change is kept at once, so that a killed page continues where it was. Storage is given.

import { Gone } from '../shared/gone.js'
import { uuidv7 } from '../shared/uuid.js'
import { newReply, saysSomething } from './reply.js'

/**
 * @typedef {import('./reply.js').Reply} Reply
 * @typedef {import('../outbox/row.js').PhotoRow} PhotoRow
 * @typedef {typeof import('../outbox/box.js')} Box
 * @typedef {typeof import('./replies.js')} Replies
 */

export class ReplyDraft {
  /**
   * @param {{ box: Box, replies: Replies }} given
   * @param {Reply} row
   * @param {{ kept: boolean, photos?: PhotoRow[] }} how
   */
  constructor({ box, replies }, row, { kept, photos = [] }) {
    this.box = box
    this.replies = replies
    this.row = row
    this.kept = kept
    this.photos = photos
    /** @type {Promise<unknown>} */
    this.writing = Promise.resolve()
  }

  /**
   * The one begun for this question, or a new one; nothing is kept before the first change.
   *
   * @param {{ box: Box, replies: Replies }} given
   * @param {import('./status.js').Fate} fate
   * @param {string} owner
   */
  static async of(given, fate, owner) {
    const begun = (await given.replies.all()).find((row) => row.report === fate.id && row.state === 'draft')
    if (begun) return new ReplyDraft(given, begun, { kept: true, photos: await given.box.photosOf(begun.id) })
    const row = newReply({ id: uuidv7(), report: fate.id, owner, asked_at: fate.at, now: Date.now() })
    return new ReplyDraft(given, row, { kept: false })
  }

  get isEmpty() {
    return !saysSomething(this.row, this.photos)
  }

  /** @param {string} words */
  write(words) {
    return this.#change({ words })
  }

  /** The camera or the gallery opens now; Android may kill the page meanwhile. */
  expectPhoto() {
    return this.#change({ awaiting: true })
  }

  expectNothing() {
    return this.row.awaiting ? this.#change({ awaiting: false }) : this.writing
  }

  /**
   * Keep the bytes as the camera gave them.
   *
   * @param {ArrayBuffer} data
   * @param {{ type: string, taken_at: number | null, print?: string }} of
   */
  async addPhoto(data, { type, taken_at, print = '' }) {
    /** @type {PhotoRow} */
    const photo = {
      id: uuidv7(), report: this.row.id, v: 1, ready: false, original: true, type, size: data.byteLength,
      width: null, height: null, taken_at, sha256: '', thumb: null, print,
    }
    await this.box.keepPhoto(photo, data)
    try {
      await this.#change({ awaiting: false })
    } catch (error) {
      await this.box.dropPhoto(photo.id) // of an answer that is not here any more
      throw error
    }
    this.photos = [...this.photos, photo]
  }

  /** @param {string} id */
  async removePhoto(id) {
    await this.box.dropPhoto(id)
    this.photos = this.photos.filter((photo) => photo.id !== id)
  }

  async refresh() {
    if (this.kept) this.photos = await this.box.photosOf(this.row.id)
  }

  /** From here on it is delivered, whatever happens to this page. @param {string} asked_at the question it answers */
  save(asked_at) {
    return this.#change({ state: 'queued', awaiting: false, asked_at, answered_at: Date.now() })
  }

  async drop() {
    await this.writing
    await this.replies.remove(this.row.id)
  }

  /** @param {Partial<Reply>} patch @returns {Promise<unknown>} */
  #change(patch) {
    this.row = { ...this.row, ...patch }
    const write = this.writing.then(() => this.#write(patch))
    this.writing = write.catch(() => undefined)
    return write
  }

  /** Rejected with Gone when another tab saved or removed it. @param {Partial<Reply>} patch */
  async #write(patch) {
    if (!this.kept) {
      await this.replies.add(this.row)
      this.kept = true
      return
    }
    const next = await this.replies.change(this.row.id, (row) => (row.state === 'draft' ? { ...row, ...patch } : null))
    if (!next) throw new Gone('this answer is no longer here')
  }
}
