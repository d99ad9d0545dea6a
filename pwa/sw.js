// The service worker: opens the app without a network and delivers after the page is closed.
// Public pages that were looked at open as they were seen last.
// It never touches a request that is not GET, for WebKit then sends empty bodies
// (https://github.com/enketo/enketo/pull/1584); what is shared with the app does not go on to the server.

import * as box from './outbox/box.js'
import { deliver } from './outbox/deliver.js'
import { alone, isHeld } from './outbox/lock.js'
import * as network from './outbox/network.js'
import { Pace } from './outbox/pace.js'
import * as people from './people/keeper.js'
import { isPage, isPicture } from './seen/rule.js'
import { photosMayGo } from './shared/connection.js'
import { isFull } from './shared/database.js'
import * as facts from './shared/facts.js'
import { tell } from './shared/news.js'
import { fromField, isField } from './worker/field.js'
import { fromMap, isMap } from './worker/map.js'
import { ask, isAnyBusy, scripts } from './worker/pages.js'
import { open, show } from './worker/push.js'
import { answerPage, answerPicture, keepPage, offline } from './worker/seen.js'
import { isShare, shared } from './worker/share.js'
import { answers, fromShell, install, prune } from './worker/shell.js'

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

/** @type {Record<string, (event: any) => void>} */
const EVENTS = {
  install: (event) => event.waitUntil(install()), // no skipWaiting: the person is asked
  activate: (event) => event.waitUntil(activate()),
  fetch: answer,
  message: (event) => event.waitUntil(MESSAGES[event.data?.keep ? 'keep' : event.data]?.(event)),
}

/** @type {Record<string, (event: ExtendableMessageEvent) => Promise<void>>} */
const MESSAGES = {
  'take-over': takeOver,
  opened: tidy,
  'are-you-there': async ({ ports }) => ports[0]?.postMessage('here'),
  keep: ({ data }) => keepPage(data.keep).catch(() => undefined),
}

/** Only in some browsers: the bonus. The shell does without them. */
const BONUS = {
  sync: (/** @type {any} */ event) => event.tag === 'outbox' && event.waitUntil(deliverAll()),
  push: (/** @type {any} */ event) => event.waitUntil(show(event)),
  notificationclick: (/** @type {any} */ event) => event.waitUntil(open(event)),
}

for (const [name, heard] of Object.entries({ ...EVENTS, ...BONUS })) worker.addEventListener(name, heard)

async function activate() {
  await worker.clients.claim()
  await tidy()
}

/** Those made of the shell. */
async function pages() {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return windows.filter(({ url }) => new URL(url).pathname === '/lapor')
}

/** Pieces of an older version stay until no page uses it. */
async function tidy() {
  await prune(scripts(await ask(await pages())))
}

/** The person agreed in one tab; the others may be in the middle of something. @param {ExtendableMessageEvent} event */
async function takeOver({ source }) {
  const isBusy = isAnyBusy(await ask(await pages())) || (await isHeld())
  if (isBusy) source?.postMessage('busy')
  else await worker.skipWaiting()
}

/** @param {FetchEvent} event */
function answer(event) {
  const { request } = event
  const url = new URL(request.url)
  const { origin, pathname } = url
  if (isShare(request)) return event.respondWith(shared(request, { box, facts, isFull, now: Date.now }))
  if (request.method !== 'GET' || origin !== location.origin) return
  if (isField(url, request)) event.respondWith(fromField(request).catch(offline))
  else if (isMap(url)) event.respondWith(fromMap(request, (work) => event.waitUntil(work)).catch(() => (request.mode === 'navigate' ? offline() : Response.error())))
  else if (answers(pathname)) event.respondWith(fromShell(pathname, request))
  else if (request.mode === 'navigate' && isPage(url)) answerPage(event)
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(offline))
  else if (request.destination === 'image' && isPicture(pathname)) answerPicture(event)
}

/** Thrown, the browser fires the event again later. */
async function deliverAll() {
  const means = { box, network, facts, people, pace: new Pace(), tell, now: Date.now, photosMayGo }
  const outcome = await alone((beat) => deliver({ ...means, beat }))
  if (outcome === 'later' || outcome === 'wifi') throw new Error('not everything is delivered')
}
