// Offline review: cases on the phone, decided where they are. Everything here works without a network but the fetching.

import { readAnew } from './again.js'
import { openDesk } from './desk.js'
import { FieldList } from './field-list.js'
import * as network from './fetching.js'
import { listenToKeys } from './keyboard.js'
import { keepFromSendingTwice } from './once.js'
import { opensOfflineNoMore } from './kept-page.js'
import { opensOffline } from './opens-offline.js'
import { addressOf, KeptPictures } from './pictures-kept.js'
import { Stage } from './stage.js'
import * as taken from './taken.js'
import { take } from './taking.js'
import { takeAlong } from './taking-along.js'
import { offerStarts } from './starts.js'
import { reportsUndone } from './undone.js'
import { unfold } from './unfold.js'
import { openPhotosLarge } from './viewer.js'
import { Walk } from './walk.js'
import { whereAmI } from './where.js'

const [PATIENCE_MS, SHORT_PATIENCE_MS] = [15_000, 3_000]

keepFromSendingTwice(document)
readAnew(window)
openPhotosLarge(document)
unfold(document)
offerStarts(document)

const page = /** @type {HTMLElement} */ (document.getElementById('lapangan'))
const place = /** @type {HTMLElement} */ (document.getElementById('kasus'))
const most = Number(page.dataset.most)
const dispatch = /** @type {import('./dispatch.js').Dispatch} */ (openDesk((id) => void undo(id), (decisions) => void noteUndone(decisions)))
const { person } = dispatch.means
const list = new FieldList(document)
const pictures = new KeptPictures()
/** @type {import('./taken.js').Line[]} */
let rows = []

const walk = new Walk({
  stage: new Stage(place),
  dispatch,
  take: async (id) => {
    const row = await taken.get(id)
    if (!row) throw new Error('taken from this phone meanwhile')
    return pictures.withThem(row.html, await taken.picturesOf(id))
  },
  missing: () => void backToList(),
  fetchAhead: () => {},
  beside: (id) => neighbours(id),
  address: (id) => `#${id}`,
  end: () => location.assign('#'),
  empty: () => location.assign('#'),
  more: async () => [['field', JSON.stringify(await whereAmI(SHORT_PATIENCE_MS))]],
  changed: note,
})
walk.listen(place)

/** In its line. @param {string} id @param {string} outcome */
async function note(id, outcome) {
  await taken.mark(id, outcome)
  drawRows(rows.map((row) => (row.id === id ? { ...row, outcome } : row)))
}

/** @param {import('./held.js').Held[]} decisions */
async function noteUndone(decisions) {
  for (const { report, outcome } of await reportsUndone(decisions, taken.get)) await note(report, outcome)
}

/** Undecided cases beside this one, in the order of the list. @param {string} id @returns {import('./walk.js').Beside} */
function neighbours(id) {
  const open = list.ordered(rows).filter((row) => !row.outcome || row.id === id).map((row) => row.id)
  const [again, after] = [open.slice(0, open.indexOf(id)), open.slice(open.indexOf(id) + 1)]
  return { after, again, before: [...again].reverse() }
}

/** The case that was wished for was removed from this phone, perhaps in another tab. */
async function backToList() {
  await draw()
  list.tell('gone')
  location.assign('#')
}

/** @param {string} [id] of a decision, else the newest */
async function undo(id) {
  const isBack = await walk.undo(id)
  if (isBack) await route()
  return isBack
}

async function draw() {
  drawRows(await taken.allOf(person))
  tellKept()
}

/** Another tab may have decided meanwhile, or taken others along: what was told of those that are here stays. */
async function drawAnew() {
  if (drawRows(await taken.allOf(person))) tellKept()
}

/** @param {import('./taken.js').Line[]} now @returns {boolean} whether they are others than before */
function drawRows(now) {
  rows = now
  return list.draw(rows, async ({ id }) => {
    const [first] = await taken.picturesOf(id)
    return first ? addressOf(first) : null
  })
}

function tellKept() {
  const [oldest] = rows
  if (oldest) list.tell('kept', { n: rows.length, at: oldest.taken_at })
}

/** The address says which case is open; none: the list. */
async function route() {
  const id = location.hash.slice(1)
  const isOpen = rows.some((row) => row.id === id)
  page.hidden = isOpen
  place.hidden = !isOpen
  if (isOpen) await walk.revisit(id)
}

const ACTS = {
  take: async () => {
    const bar = /** @type {HTMLProgressElement} */ (document.getElementById('maju'))
    bar.hidden = false
    const progress = (/** @type {number} */ n) => (list.tell('taking', { n }), (bar.value = n))
    const takes = (/** @type {(n: number) => void} */ progress) => take(location.search, most, { network, taken, person, now: Date.now, progress })
    const told = await takeAlong(takes, () => opensOffline(document), progress).finally(() => (bar.hidden = true))
    if (told.end === 'session') await taken.forget(() => true)
    await draw()
    if (told.end !== 'kept') list.tell(told.end, { n: rows.length })
    if (!told.opens) list.tellMore('not_offline')
  },
  near: async () => {
    list.here = await whereAmI(PATIENCE_MS)
    await draw()
  },
  forget: async () => {
    await taken.forget(() => true)
    await opensOfflineNoMore()
    await draw()
    list.tell('')
  },
}

page.addEventListener('click', async ({ target }) => {
  const button = /** @type {Element} */ (target).closest('button')
  const act = ACTS[/** @type {keyof typeof ACTS} */ (button?.dataset.does)]
  if (!button || !act) return
  button.disabled = true
  await act().finally(() => (button.disabled = false))
})
addEventListener('hashchange', () => void route())
document.addEventListener('visibilitychange', () => document.hidden || void drawAnew())
listenToKeys(document, { next: () => void walk.next(), previous: () => void walk.previous(), undo: () => undo() })

async function begin() {
  await draw()
  const tools = document.getElementById('alat')
  if (tools) tools.hidden = false
  await route()
}

void begin()
