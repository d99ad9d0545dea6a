// What a phone keeps of the public pages that were looked at on it: which, for how long, and what goes first. Pure.
// The map looks after itself (worker/map.js).

/**
 * Something kept, as its headers tell.
 *
 * @typedef {object} Entry
 * @property {string} address path
 * @property {number} at when it was seen, by this phone's clock (ms since 1970)
 * @property {number} bytes
 * @property {string[]} needs addresses of the files and pictures it shows
 */
/** @typedef {'keep' | 'gone' | 'pass'} Fate `gone`: nothing is public there any more; `pass`: it says nothing about that */

export const PAGES_MAX = 20
export const PICTURES_BYTES_MAX = 4_000_000
const DAY_MS = 86_400_000
export const KEPT_MS = 30 * DAY_MS
const GONE = new Set([404, 410])

const PAGES = [/^\/$/, /^\/kelurahan\/\d[\d.]*$/, /^\/kelurahan\/\d[\d.]*\/rt\/\d+$/, /^\/laporan\/[\da-f-]{36}$/]
const PICTURES = /^\/media\/[^?]+\.webp$/
/** Of a srcset all: which of them was taken, only the browser knows. */
const NEEDED = /(?:\s(?:src|href|srcset)="|, )(\/(?:aset|media)\/[^"#\s]+)/g

/** @param {Pick<URL, 'pathname'>} url */
export const isPage = ({ pathname }) => PAGES.some((page) => page.test(pathname))

/** @param {string} path */
export const isPicture = (path) => PICTURES.test(path)

/** With a query a page may say thanks, or point at something: that is not how it is looked at again. @param {URL} url */
export const isPlain = (url) => url.search === ''

/** Only what the server itself calls public is kept. @param {Pick<Response, 'status' | 'type' | 'headers'>} response */
export function fateOf({ status, type, headers }) {
  if (GONE.has(status) || type === 'opaqueredirect') return 'gone'
  return status === 200 && /\bpublic\b/.test(headers.get('Cache-Control') ?? '') ? 'keep' : 'pass'
}

/** @param {string} html */
export const needsOf = (html) => [...new Set([...html.matchAll(NEEDED)].map(([, address]) => address ?? ''))]

/**
 * What has to go: the old, the pages beyond so many, the pictures beyond so many bytes, and what no page
 * left needs. The oldest go first.
 *
 * @param {Entry[]} entries @param {number} now @returns {string[]} addresses
 */
export function surplus(entries, now) {
  const newest = entries.filter(({ at }) => Math.abs(now - at) <= KEPT_MS).sort((a, b) => b.at - a.at)
  const pages = newest.filter((one) => isPage({ pathname: one.address })).slice(0, PAGES_MAX)
  const needed = new Set(pages.flatMap(({ needs }) => needs))
  const files = newest.filter(({ address }) => needed.has(address))
  const pictures = files.filter(({ address }) => isPicture(address))
  const others = files.filter(({ address }) => !isPicture(address))
  const stays = new Set([...pages, ...others, ...within(pictures, PICTURES_BYTES_MAX)])
  return entries.filter((one) => !stays.has(one)).map(({ address }) => address)
}


/** As many from the beginning as fit. @param {Entry[]} entries @param {number} room bytes */
function within(entries, room) {
  let left = room
  return entries.filter(({ bytes }) => (left -= bytes) >= 0)
}
