// The map of residents as it was seen last: its page, what that is made of, and its last answers. The server comes first.

const SEEN = 'map'
const PIECES = 'map-pieces'
const SEEN_MAX = 60
const PATIENCE_MS = 4_000
const PAGE = '/peta'
const PATHS = new Set([PAGE, '/peta/daftar', '/api/v1/public/cells', '/api/v1/kelurahan'])

/** @param {URL} url */
export const isMap = ({ pathname }) => PATHS.has(pathname)

/**
 * Where nothing was seen of it the server's answer is waited for, or its silence passed on.
 *
 * @param {Request} request
 * @param {(work: Promise<void>) => void} afterwards
 */
export async function fromMap(request, afterwards) {
  const fresh = fetch(asNew(request)).then((answer) => {
    if (answer.ok) afterwards(keep(request, answer.clone()))
    return answer
  })
  const kept = await keptFor(request)
  if (!kept) return fresh
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS))
  return Promise.race([fresh.catch(() => kept), /** @type {Promise<Response>} */ (late)])
}

/** The browser's own cache would answer for a while, and not say how old that is. @param {Request} request */
const asNew = (request) => (request.mode === 'navigate' ? request : new Request(request, { cache: 'no-cache' }))

/** With other filters the page is the same: its script reads the address. @param {Request} request */
async function keptFor(request) {
  const seen = await caches.open(SEEN)
  const isPage = new URL(request.url).pathname === PAGE
  const kept = await seen.match(request, { ignoreVary: true })
  return kept ?? (isPage ? seen.match(PAGE, { ignoreSearch: true, ignoreVary: true }) : undefined)
}

/** By the device's own clock, which also tells how long ago that was. @param {Response} answer */
function stamped(answer) {
  const headers = new Headers(answer.headers)
  headers.set('Masdarling-Kept', new Date().toUTCString())
  headers.delete('Content-Encoding') // its body is plain by now
  return new Response(answer.body, { headers })
}

/** The last to be seen stands last. @param {Request} request @param {Response} answer */
async function keep(request, answer) {
  const seen = await caches.open(SEEN)
  if (new URL(request.url).pathname === PAGE) await keepPieces(await answer.clone().text())
  await seen.delete(request, { ignoreVary: true })
  await seen.put(request, stamped(answer))
  const all = await seen.keys()
  await Promise.all(all.slice(0, Math.max(0, all.length - SEEN_MAX)).map((old) => seen.delete(old)))
}

/** Its styles and scripts; those of an older version go. @param {string} page */
async function keepPieces(page) {
  const pieces = await caches.open(PIECES)
  const wanted = new Set(page.match(/\/aset\/[\w.-]+\.(?:css|js|svg)/g))
  for (const { url } of await pieces.keys()) {
    if (!wanted.delete(new URL(url).pathname)) await pieces.delete(url)
  }
  await pieces.addAll([...wanted])
}
