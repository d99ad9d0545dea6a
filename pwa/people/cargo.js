// The kinds of things a rescue bundle carries: reports, and answers to reviewers' questions. Each is a row of its store
// with its sealed words, followed by its photos. Storage is given.

import * as replies from '../follow/replies.js'
import * as box from '../outbox/box.js'

/** Neither the office's key nor the owner's was ever fetched: this phone never met the server. */
export class NeverMet extends Error {}

/**
 * A photo of an answer has a kind of its own: whoever knows no answers must not take it for one of the report before.
 *
 * @typedef {object} Cargo
 * @property {import('./vault.js').Store} store
 * @property {string} photo the kind its photos come as
 * @property {(id: string) => Promise<unknown>} get
 * @property {(id: string) => Promise<any>} hold what leaves in a file is what leaves from here: it can no longer change
 */

/** @param {any} kept */
const held = (kept) => (kept.sealed ? { ...kept, tried: true } : null)

/** @type {Readonly<Record<'report' | 'answer', Cargo>>} */
export const CARGO = {
  report: { store: 'reports', photo: 'photo', get: box.get, hold: async (id) => (await box.change(id, held)) ?? box.get(id) },
  answer: { store: 'answers', photo: 'answer_photo', get: replies.get, hold: async (id) => (await replies.change(id, held)) ?? replies.get(id) },
}
