// The service worker: opens the app without a network and delivers after the page is closed.
// It never touches a request that is not GET: WebKit then sends empty bodies
// (https://github.com/enketo/enketo/pull/1584).

import * as box from './outbox/box.js'
import { deliver } from './outbox/deliver.js'
import { alone } from './outbox/lock.js'
import * as network from './outbox/network.js'
import { Pace } from './outbox/pace.js'
import * as facts from './shared/facts.js'
import { tell } from './shared/news.js'

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
const FAMILY = 'shell-'
const SHELL = FAMILY + BUILD

/** @type {Record<string, (event: any) => void>} */
const EVENTS = {
  install: (event) => event.waitUntil(install()),
  activate: (event) => event.waitUntil(activate()),
  fetch: answer,
  message: ({ data }) => data === 'take-over' && worker.skipWaiting(),
}

/** Only in some browsers: the bonus. */
const BONUS = { sync: (/** @type {any} */ event) => event.tag === 'outbox' && event.waitUntil(deliverAll()) }

for (const [name, heard] of Object.entries({ ...EVENTS, ...BONUS })) worker.addEventListener(name, heard)

/** All or nothing: one file missing and the old version goes on. No skipWaiting: the person is asked. */
async function install() {
  const shell = await caches.open(SHELL)
  await Promise.all(PRECACHE.map((path) => keep(shell, path)))
}

/** A file whose name has the hash of its content is taken over from the old version. @param {Cache} shell @param {string} path */
async function keep(shell, path) {
  const isForEver = path.startsWith('/aset/')
  const old = isForEver ? await caches.match(path) : undefined
  const response = old ?? (await fetch(path, { cache: isForEver ? 'default' : 'reload', redirect: 'error' }))
  if (!response.ok || response.type !== 'basic') throw new Error(`${path}: ${response.status}`)
  await shell.put(path, response)
}

async function activate() {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(FAMILY) && name !== SHELL)
  await Promise.all(old.map((name) => caches.delete(name)))
  await worker.clients.claim()
}

/** @param {FetchEvent} event */
function answer(event) {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (PRECACHE.includes(pathname)) event.respondWith(fromShell(pathname, request))
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => fromShell('/offline', request)))
}

/** @param {string} path @param {Request} request */
async function fromShell(path, request) {
  const kept = await caches.match(path, { cacheName: SHELL })
  return kept ?? fetch(request)
}

/** Thrown, the browser fires the event again later. */
async function deliverAll() {
  const means = { box, network, facts, pace: new Pace(), tell, now: Date.now }
  const outcome = await alone((beat) => deliver({ ...means, beat }))
  if (outcome === 'later') throw new Error('not everything is delivered')
}
