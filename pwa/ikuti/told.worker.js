// The service worker of /ikuti/: shows what the server tells a follower, and opens what it is about. Nothing else: pages
// and the app are served by others. The message is in the form of Declarative Web Push.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

/** Of what cannot be read: every message must show something, or browsers end the subscription. */
const PLAIN = { title: 'Masdarling', body: '', lang: 'id', tag: 'masdarling-follow', navigate: '/' }

worker.addEventListener('install', () => void worker.skipWaiting())
worker.addEventListener('push', (event) => event.waitUntil(show(event)))
worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(worker.clients.openWindow(event.notification.data?.path ?? '/'))
})

/** @param {PushEvent} event */
function show(event) {
  const { title, body, lang, tag, navigate } = { ...PLAIN, ...read(event) }
  return worker.registration.showNotification(title, { body, lang, tag, data: { path: pathOf(navigate) }, icon: ICON, badge: ICON })
}

/** @param {PushEvent} event @returns {any} */
function read(event) {
  try {
    return event.data?.json().notification ?? {}
  } catch {
    return {}
  }
}

/** Within this site, whatever the message says. @param {string} address */
const pathOf = (address) => new URL(address, worker.location.origin).pathname
