// Public pages that were looked at: the server's while it answers, else as they were seen last, with their age.

import { CACHE } from '../seen/place.js'
import { KEPT_MS, fateOf, isPage, isPlain, needsOf, surplus } from '../seen/rule.js'
import { aged, listed } from '../seen/telling.js'
import { fromShell } from './shell.js'

/** @typedef {import('../seen/telling.js').Why} Why */

const PATIENCE_MS = 3_000
const SEEN_AT = 'Masdarling-Kept'
const NEEDS = 'Masdarling-Needs'
const FILES = '/aset/'

/** @param {FetchEvent} event */
export function answerPage(event) {
  const url = new URL(event.request.url)
  const fresh = fetch(event.request)
  event.waitUntil(fresh.then((response) => note(url, response.clone())).catch(() => undefined))
  event.respondWith(newest(fresh, url.pathname))
}

/** @param {Promise<Response>} fresh @param {string} name @returns {Promise<Response>} */
async function newest(fresh, name) {
  const kept = await find(name)
  if (!kept) return fresh.catch(offline)
  const late = new Promise((resolve) => setTimeout(() => resolve('late'), PATIENCE_MS))
  const heard = fresh.then((response) => (response.status < 500 ? response : 'late'), () => 'offline')
  const first = /** @type {Response | Why} */ (await Promise.race([heard, late]))
  return typeof first === 'string' ? anew(kept, aged(await pageOf(name, kept), first, Date.now())) : first
}

/** A picture is kept as it comes, and looked after with the next page. @param {FetchEvent} event */
export function answerPicture(event) {
  const { pathname } = new URL(event.request.url)
  const fresh = fetch(event.request)
  event.waitUntil(fresh.then((response) => put(pathname, response.clone())).catch(() => undefined))
  event.respondWith(fresh.catch(async (error) => (await find(pathname)) ?? Promise.reject(error)))
}

/** Looked at before this worker was there, or wanted fresh. @param {string} address @returns {Promise<void>} */
export async function keepPage(address) {
  const url = new URL(address, location.origin)
  if (url.origin === location.origin && isPage(url)) await note(url, await fetch(url, { redirect: 'manual' }))
}

/** A page that says that there is no network, and what can be looked at nevertheless. */
export async function offline() {
  const page = await fromShell('/offline')
  const seen = await pages().catch(() => [])
  return anew(page, listed(await page.text(), seen, Date.now()))
}

/** @param {URL} url @param {Response} response */
async function note(url, response) {
  if (fateOf(response) === 'keep' && !isPlain(url)) return
  const needs = await put(url.pathname, response)
  await Promise.all(needs.filter((address) => address.startsWith(FILES)).map(keepFile))
  await tidy()
}

/** @param {string} name @param {Response} response @returns {Promise<string[]>} what it shows, of what is kept as text */
async function put(name, response) {
  const cache = await caches.open(CACHE)
  const fate = fateOf(response)
  if (fate === 'gone') await cache.delete(name, { ignoreVary: true })
  if (fate !== 'keep') return []
  const isText = /^text\/html/.test(response.headers.get('Content-Type') ?? '')
  const body = await response.blob()
  const needs = isText ? needsOf(await body.text()) : []
  const more = { [SEEN_AT]: new Date().toISOString(), [NEEDS]: needs.join(' '), 'Content-Length': String(body.size) }
  await cache.put(name, anew(response, body, more))
  return needs
}

/** Its name has the hash of its content: whoever kept it, it is the same. @param {string} address */
async function keepFile(address) {
  const cache = await caches.open(CACHE)
  if (await cache.match(address)) return
  const file = (await caches.match(address)) ?? (await fetch(address))
  if (file.ok) await cache.put(address, anew(file, await file.blob(), { [SEEN_AT]: new Date().toISOString() }))
}

/**
 * The same answer with other words: they are not compressed, and differ from what its mark was made of.
 *
 * @param {Response} response @param {string | Blob} body @param {Record<string, string>} [more]
 */
function anew(response, body, more = {}) {
  const headers = new Headers(response.headers)
  for (const name of ['Content-Encoding', 'Content-Length', 'ETag']) headers.delete(name)
  for (const [name, value] of Object.entries(more)) headers.set(name, value)
  return new Response(body, { status: response.status, headers })
}

/** @param {string} name @returns {Promise<Response | undefined>} nothing that is too old */
async function find(name) {
  const kept = await caches.match(name, { cacheName: CACHE, ignoreVary: true }).catch(() => undefined)
  return kept && Date.now() - seenAt(kept) <= KEPT_MS ? kept : undefined
}

/** @param {Response} response */
const seenAt = ({ headers }) => Date.parse(headers.get(SEEN_AT) ?? '') || 0

/** @param {string} address @param {Response} kept @returns {Promise<import('../seen/telling.js').Page>} */
const pageOf = async (address, kept) => ({ address, html: await kept.text(), at: seenAt(kept) })

/** The last seen first. */
async function pages() {
  const cache = await caches.open(CACHE)
  const names = (await cache.keys()).map(({ url }) => new URL(url)).filter(isPage)
  const found = await Promise.all(names.map(async ({ pathname }) => [pathname, await find(pathname)]))
  const there = /** @type {[string, Response][]} */ (found.filter(([, kept]) => kept))
  return (await Promise.all(there.map(([name, kept]) => pageOf(name, kept)))).sort((a, b) => b.at - a.at)
}

async function tidy() {
  const cache = await caches.open(CACHE)
  const requests = await cache.keys()
  const entries = await Promise.all(requests.map(async (request) => entryOf(request, await cache.match(request, { ignoreVary: true }))))
  await Promise.all(surplus(entries, Date.now()).map((address) => cache.delete(address, { ignoreVary: true })))
}

/** @param {Request} request @param {Response | undefined} kept @returns {import('../seen/rule.js').Entry} */
function entryOf({ url }, kept) {
  const told = (/** @type {string} */ name) => kept?.headers.get(name) ?? ''
  const needs = told(NEEDS).split(' ').filter(Boolean)
  return { address: new URL(url).pathname, at: kept ? seenAt(kept) : 0, bytes: Number(told('Content-Length')), needs }
}
