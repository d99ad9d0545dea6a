// What comes out of a rescue bundle on another phone of the same person. Storage is given; nothing is sent.

import { recall } from '../shared/facts.js'
import { NotABundle, read } from './bundle.js'
import { CARGO, NeverMet } from './cargo.js'
import { reopen, unpackPhoto } from './vault.js'

/**
 * @typedef {{ taken: number, known: number }} Counted
 * @typedef {{ report: Counted, answer: Counted, strange: number }} Outcome `strange`: of a kind this version does not know
 */

/**
 * Take over what this phone has not got. A report or an answer appears when all of it is here.
 *
 * @param {Blob} file
 * @returns {Promise<Outcome>} Throws NotABundle, NeverMet
 */
export async function unbundle(file) {
  const key = await recall('key')
  if (!key) throw new NeverMet('no key')
  const taking = new Taking()
  for await (const item of read(file, key.key)) await taking.take(item)
  if (!taking.ended) throw new NotABundle('damaged')
  return taking.outcome
}

class Taking {
  constructor() {
    /** @type {Outcome} */
    this.outcome = { report: { taken: 0, known: 0 }, answer: { taken: 0, known: 0 }, strange: 0 }
    this.ended = false
    /** What the photos that come now belong to. @type {any} */
    this.open = null
  }

  /** @param {any} item */
  async take(item) {
    if (item.kind === 'photo' || item.kind === 'answer_photo') return this.#photo(item)
    await this.#close()
    this.ended = item.kind === 'end'
    if (item.kind === 'report' || item.kind === 'answer') await this.#begin(item)
    else if (item.kind !== 'begin' && !this.ended) this.outcome.strange += 1
  }

  /** @param {{ kind: 'report' | 'answer', row: { id: string } }} item */
  async #begin(item) {
    const isKnown = Boolean(await CARGO[item.kind].get(item.row.id))
    this.outcome[item.kind][isKnown ? 'known' : 'taken'] += 1
    if (!isKnown) this.open = { ...item, ...CARGO[item.kind] }
  }

  /** @param {{ kind: string, id: string, data: ArrayBuffer | null }} item */
  async #photo({ kind, id, data }) {
    this.ended = false
    if (kind !== this.open?.photo) return
    const photo = this.open.photos.find((/** @type {{ id: string }} */ one) => one.id === id)
    if (photo) await unpackPhoto(photo, data)
  }

  async #close() {
    const { open } = this
    this.open = null
    if (open) await reopen(open.store, { row: asTaken(open.row), body: open.body, photos: open.photos }, open.row.owner)
  }
}

/** It starts anew with its words: the server says how far it is. @param {any} row */
function asTaken(row) {
  if (row.state === 'draft' || row.state === 'blocked') return row
  return { ...row, state: 'queued', server: null, tried: row.sealed !== null }
}
