// What WhatsApp or the gallery shares becomes a draft of its own; one that is being filled in is left alone.
// Storage is given: this runs in the service worker.

import { choicesOf } from './choices.js'
import { PHOTOS_MAX } from './file.js'
import { Draft } from './draft.js'
import { takeIn } from './intake.js'
import { ownerOf } from '../outbox/row.js'
import { sha256 } from '../shared/digest.js'
import { speakable } from '../shared/text.js'

const NOTE_MAX = 2000 // protocol v1
const TWICE_MS = 60_000

/**
 * `whole`; `part`: some of it was no photo, empty, or one too many; `no-photo`: the words are there, and no photo that
 * can be read; `empty`: there was nothing in it; `no-room`: the phone is full.
 *
 * @typedef {'whole' | 'part' | 'no-photo' | 'empty' | 'no-room'} Outcome
 * @typedef {{ print: string, at: number, draft: string, outcome: Outcome }} Before the share that came last
 *
 * @typedef {object} Means
 * @property {typeof import('../outbox/box.js')} box
 * @property {typeof import('../shared/facts.js')} facts
 * @property {(error: unknown) => boolean} isFull
 * @property {() => number} now
 */

/** Shares are taken one after another: Android may hand over one twice at once. @type {Promise<unknown>} */
let last = Promise.resolve()

/** @param {FormData} form @param {Means} means @returns {Promise<Outcome>} */
export function takeShared(form, means) {
  const taking = last.then(() => take(read(form), means))
  last = taking.catch(() => undefined)
  return taking
}

/** Names of the fields as the manifest has them. @param {FormData} form */
function read(form) {
  const files = form.getAll('foto').filter((/** @type {unknown} */ one) => one instanceof File)
  const texts = ['judul', 'teks', 'alamat'].map((name) => String(form.get(name) ?? '').trim())
  const note = speakable([...new Set(texts)].filter(Boolean).join('\n').slice(0, NOTE_MAX))
  return { files: /** @type {File[]} */ (files), note }
}

/** @param {{ files: File[], note: string }} share @param {Means} means @returns {Promise<Outcome>} */
async function take(share, means) {
  // Chrome 153 on Android hands over files without bytes: https://github.com/GoogleChromeLabs/squoosh/issues/1503
  const files = share.files.filter(({ size }) => size > 0)
  const print = await printOf(files.slice(0, PHOTOS_MAX), share.note)
  const before = await beforeThis(print, means)
  if (before) return before.outcome
  if (!files.length && !share.note) return 'empty'
  return keep({ files, note: share.note, print, promised: share.files.length }, means)
}

/** @param {File[]} files @param {string} note */
async function printOf(files, note) {
  const digests = await Promise.all(files.map(async (file) => sha256(await file.arrayBuffer())))
  return [...digests, note].join(' ').trim()
}

/**
 * One share may arrive twice, the second time empty: https://github.com/ShinChven/remix-studio/pull/123.
 *
 * @param {string} print
 * @param {Means} means
 * @returns {Promise<Before | null>}
 */
async function beforeThis(print, { box, facts, now }) {
  const before = /** @type {Before | undefined} */ (await facts.recall('shared'))
  if (!before || Math.abs(now() - before.at) > TWICE_MS || (print && print !== before.print)) return null
  return (await box.get(before.draft))?.state === 'draft' ? before : null
}

/**
 * @param {{ files: File[], note: string, print: string, promised: number }} share `promised`: files, with and without bytes
 * @param {Means} means
 * @returns {Promise<Outcome>}
 */
async function keep({ files, note, print, promised }, means) {
  const { facts, isFull, now } = means
  const draft = await begin(means)
  const problems = await takeIn(draft, files, { camera: false, isFull })
  if (note) await draft.fill({ note })
  const lost = promised - files.length + problems.filter(({ why }) => why !== 'twice').length
  const outcome = outcomeOf(problems, { promised, lost, photos: draft.photos.length, note })
  if (draft.kept) await facts.remember('shared', { print, at: now(), draft: draft.row.id, outcome })
  return outcome
}

/** @param {Means} means */
async function begin({ box, facts }) {
  const [me, kept] = await Promise.all(['me', 'register'].map(facts.recall))
  const owner = ownerOf(me ?? null)
  const { identity } = await choicesOf(facts, owner)
  return Draft.fresh(box, { owner, register: kept?.register.version ?? 1, form: { identity } })
}

/**
 * @param {import('./intake.js').Problem[]} problems
 * @param {{ promised: number, lost: number, photos: number, note: string }} got
 * @returns {Outcome}
 */
function outcomeOf(problems, { promised, lost, photos, note }) {
  if (problems.some(({ why }) => why === 'no_room')) return 'no-room'
  if (photos && lost) return 'part'
  if (photos || (note && !promised)) return 'whole'
  return note ? 'no-photo' : 'empty'
}
