// What the field page needs to open without a network: itself and its files, in a cache of its own.

import { CACHE, FIELD } from './field-place.js'

/** @param {Document} page @returns {Promise<void>} */
export async function opensOffline(page) {
  if (!('caches' in globalThis)) return
  await navigator.serviceWorker?.register('/sw.js').catch(console.warn)
  const found = [...page.querySelectorAll('script[src], link[rel="stylesheet"], use')]
  const files = found.map((one) => (one.getAttribute('src') ?? one.getAttribute('href') ?? '').replace(/#.*/, ''))
  const wanted = [FIELD, ...new Set(files)].filter((address) => address.startsWith('/'))
  const cache = await caches.open(CACHE)
  await cache.addAll(wanted)
  for (const { url } of await cache.keys()) if (!wanted.includes(new URL(url).pathname)) await cache.delete(url)
}
