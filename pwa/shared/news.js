// Tells every open page and the service worker that something on this phone changed.

/**
 * @typedef {{ what: 'rows' }
 *   | { what: 'progress', report: string, sha256: string, offset: number }
 *   | { what: 'delivering', on: boolean }
 *   | { what: 'draft', report: string }
 *   | { what: 'facts' }
 *   | { what: 'safekeeping' }
 *   | { what: 'person' }} News `person`: somebody left, or another one is here; what a page shows may be theirs no more
 */

const here = new EventTarget()
/** @type {BroadcastChannel | null} */
const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('masdarling') : null
others?.addEventListener('message', (/** @type {MessageEvent<News>} */ { data }) => spread(data))

/** @param {News} news */
export function tell(news) {
  spread(news)
  others?.postMessage(news)
}

/** Tell every page but this one. @param {News} news */
export const tellOthers = (news) => others?.postMessage(news)

/**
 * @param {(news: News) => void} heard
 * @returns {() => void} stops listening
 */
export function listen(heard) {
  /** @param {Event} event */
  const pass = (event) => heard(/** @type {CustomEvent<News>} */ (event).detail)
  here.addEventListener('news', pass)
  return () => here.removeEventListener('news', pass)
}

/** @param {News} news */
const spread = (news) => here.dispatchEvent(new CustomEvent('news', { detail: news }))
