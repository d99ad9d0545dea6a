// Empties the outbox: words of all reports first, then photos, smallest first, two things at once where the line is
// good. A row moves only when the server has named the very bytes it now holds; everything else leaves it where it is.
// Storage and network are given.

import { pauseReplies, sendReplies, sendReplyPhotos, settleReplies } from '../follow/send.js'
import { tellEchoes } from '../pack/telling.js'
import { Lanes } from './lanes.js'
import { learn } from './proof.js'
import { sendPhoto } from './photo.js'
import { belongsTo, isWaiting } from './row.js'
import { identify, pause } from './sender.js'
import { Stop } from './stop.js'
import { next, touched, turn, waitsForWifi } from './turns.js'
import { discard, sendWords } from './words.js'

/**
 * @typedef {import('./row.js').Row} Row
 * @typedef {import('./turns.js').Turn} Turn
 * @typedef {typeof import('./box.js')} Box
 * @typedef {typeof import('./network.js')} Network
 * @typedef {typeof import('../shared/facts.js')} Facts
 * @typedef {import('./pace.js').Pace} Pace
 * @typedef {import('./answers.js').Meaning} Meaning
 * @typedef {{ person: string | null, device: string, name: string }} Me
 *
 * @typedef {object} Means what a delivery works with
 * @property {Box} box
 * @property {Network} network
 * @property {Facts} facts
 * @property {Pace} pace
 * @property {Pick<typeof import('../people/keeper.js'), 'tellLeft' | 'welcome'>} people
 * @property {(news: import('../shared/news.js').News) => void} tell
 * @property {() => number} now
 * @property {() => boolean} photosMayGo whether the line is one that photos wait for
 * @property {() => Promise<void>} beat renews the lock where it is a lease
 * @property {{ me: Me | null, until: number }} [met] who was here when this page last asked; it writes this itself
 *
 * @typedef {Means & { me: Me, wifiOnly: boolean, lanes: Lanes, greeted: Set<string>, stumbled: Set<string> }} Pass one walk over the queue
 */

/** How a delivery ended; `wifi`: nothing is left but photos that wait for Wi-Fi. @typedef {'done' | 'later' | 'wifi' | 'sign-in'} Outcome */

/** Times the phone may change hands in one delivery. */
const HANDS = 3

/**
 * Deliver what waits. Call it under the lock.
 *
 * @param {Means} means
 * @returns {Promise<Outcome>}
 */
export async function deliver(means) {
  const { pace, facts } = means
  pace.recall(await facts.recall('pace'))
  if (pace.rest) return 'later'
  let outcome = /** @type {Outcome | 'other'} */ ('other')
  for (let hands = 0; outcome === 'other' && hands < HANDS; hands++) outcome = await walk(means)
  if (pace.changed) await facts.remember('pace', pace.memory)
  return outcome === 'other' ? 'later' : outcome
}

/** @param {Means} means @returns {Promise<Outcome | 'other'>} */
async function walk(means) {
  try {
    const me = await identify(means)
    const wifiOnly = (await means.facts.recall('wifi_only')) === true
    const pass = { ...means, me, wifiOnly, lanes: new Lanes(), greeted: new Set(), stumbled: new Set() }
    await sendReplies(pass)
    const echoes = await tellEchoes(pass)
    const left = await sendAll(pass)
    const replies = await sendReplyPhotos(pass, mayPhotos(pass))
    await learn(pass)
    await settleReplies(pass)
    if (echoes.stuck) return later(means, echoes.wait_s)
    if (replies.stuck || left.some((row) => !held(pass, row))) return later(means, null)
    return left.length || replies.held ? 'wifi' : 'done'
  } catch (error) {
    if (means.met && !(error instanceof Stop && error.meaning.kind === 'again')) means.met.me = null
    if (!(error instanceof Stop)) throw error
    if (error.meaning.kind === 'other') return 'other'
    if (error.meaning.kind === 'sign-in') return signIn(means)
    return later(means, error.meaning.kind === 'again' ? error.meaning.wait_s : null)
  }
}

/** @param {Means} means @returns {Promise<Outcome>} */
async function signIn({ box }) {
  await Promise.all([pause(box), pauseReplies()])
  return 'sign-in'
}

/** @param {Means} means @param {number | null} wait_s @returns {Outcome} */
function later({ pace }, wait_s) {
  pace.failed(wait_s)
  return 'later'
}

/** @param {Pass} pass @returns {Promise<Row[]>} rows that are still to be sent */
async function sendAll(pass) {
  const { box, lanes, me } = pass
  /** @type {Map<string, Row>} so that a step does not read the whole queue: 500 reports take three steps each */
  let known = new Map()
  for (;;) {
    const rows = (await box.waiting(known)).filter((row) => belongsTo(row, me))
    while (begin(pass, rows)); // as many as may be under way
    known = new Map(rows.filter((row) => !touched(lanes.busy, row)).map((row) => [row.id, row]))
    if (!lanes.size) {
      if (lanes.faults.length) throw gravest(lanes.faults)
      return rows.filter((row) => row.sealed)
    }
    await lanes.any()
    await pass.beat()
    pass.tell({ what: 'rows' })
  }
}

/** @param {Pass} pass @param {Row[]} rows @returns {boolean} whether something was begun */
function begin(pass, rows) {
  const { lanes, greeted, stumbled, pace } = pass
  if (lanes.faults.length || lanes.size >= pace.lanes) return false
  const todo = next(rows, { greeted, stumbled, busy: lanes.busy, photos: mayPhotos(pass) })
  if (!todo) return false
  if (todo.what !== 'photo') greeted.add(turn(todo.row))
  lanes.start(todo.key, () => take(pass, todo))
  return true
}

/**
 * A fault of this phone's own at one row, such as bytes that cannot be read, is not the others'.
 *
 * @param {Pass} pass
 * @param {Turn} todo
 */
async function take(pass, todo) {
  try {
    await act(pass, todo)
  } catch (fault) {
    if (fault instanceof Stop) throw fault
    console.error(todo.what, todo.row.id, fault)
    pass.stumbled.add(todo.row.id)
  }
}

/** @param {Pass} pass @param {Turn} todo @returns {Promise<unknown>} */
async function act(pass, { what, row, ...more }) {
  const now = await pass.box.get(row.id)
  if (!now || !isWaiting(now) || turn(now) !== turn(row)) return null // edited or let go a moment ago
  if (what === 'photo') return sendPhoto(pass, now, /** @type {{ sha256: string }} */ (more).sha256)
  return what === 'words' ? sendWords(pass, now) : discard(pass, now)
}

/** @param {Pass} pass */
const mayPhotos = ({ wifiOnly, photosMayGo }) => !wifiOnly || photosMayGo()

/** @param {Pass} pass @param {Row} row */
const held = ({ wifiOnly, photosMayGo }, row) => waitsForWifi(row, { wifiOnly, mayGo: photosMayGo() })

/**
 * Of what stopped the lanes: a fault of ours, then the longest patience the server asked for.
 *
 * @param {unknown[]} faults at least one
 */
function gravest(faults) {
  const weight = (/** @type {unknown} */ fault) => {
    if (!(fault instanceof Stop)) return Infinity
    if (fault.meaning.kind !== 'again') return 1e9
    return fault.meaning.wait_s ?? -1
  }
  return [...faults].sort((a, b) => weight(b) - weight(a))[0]
}
