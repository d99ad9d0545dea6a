// What the service worker does with a message of the server: it is shown, and a tap opens the report. The message is
// in the form of Declarative Web Push (docs/protocol.md, "Being told").

import * as facts from '../shared/facts.js'

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
const LIST = '/lapor#laporan'
const QUEUE = '/tinjau'

/** For whoever holds the phone when the message is for somebody else, or cannot be read. */
const PLAIN = { title: 'Masdarling', body: '', lang: 'id', tag: 'masdarling-reports', navigate: LIST }

/** Every message must show something: browsers end subscriptions that do not. @param {PushEvent} event */
export async function show(event) {
  const told = read(event)
  const mine = await isMine(told?.for)
  const { title, body, lang, tag, navigate } = { ...PLAIN, ...(mine ? told?.notification : {}) }
  if (mine && told?.app_badge) await /** @type {any} */ (worker.navigator).setAppBadge?.(told.app_badge)?.catch?.(() => undefined)
  await worker.registration.showNotification(title, { body, lang, tag, data: { path: pathOf(navigate) }, icon: ICON, badge: ICON })
}

/** @param {PushEvent} event @returns {any} null for what is no message of ours */
function read(event) {
  try {
    return event.data?.json() ?? null
  } catch {
    return null
  }
}

/** @param {string | undefined} owner */
async function isMine(owner) {
  const me = await facts.recall('me')
  return Boolean(owner) && owner === (me?.person ?? me?.device)
}

/** Only within /lapor and the queue of this site, whatever the message says. @param {string} address */
function pathOf(address) {
  const url = new URL(address, location.origin)
  if (url.pathname === QUEUE) return `${QUEUE}${url.search}`
  return url.pathname === '/lapor' ? `/lapor${url.hash}` : LIST
}

/** Bring the app to the report: the window that is open, else a new one. @param {NotificationEvent} event */
export async function open({ notification }) {
  notification.close()
  const path = notification.data?.path ?? LIST
  if (path.startsWith(QUEUE)) return void (await worker.clients.openWindow(path))
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const app = windows.find(({ url }) => new URL(url).pathname === '/lapor')
  if (!app) return void (await worker.clients.openWindow(path))
  await app.focus().catch(() => undefined)
  app.postMessage({ open: path.slice('/lapor'.length) })
}
