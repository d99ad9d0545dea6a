// What on the page begins a delivery: it opens, it is seen again, the network returns or is another.

import { onAnotherLine } from '../shared/connection.js'

/**
 * @param {() => void} wake
 * @returns {() => void} stops
 */
export function listenToWorld(wake) {
  const seen = () => document.visibilityState === 'visible' && wake()
  addEventListener('online', wake)
  addEventListener('pageshow', wake)
  document.addEventListener('visibilitychange', seen)
  const deaf = onAnotherLine(wake)
  return () => {
    deaf()
    removeEventListener('online', wake)
    removeEventListener('pageshow', wake)
    document.removeEventListener('visibilitychange', seen)
  }
}

export const isSeen = () => document.visibilityState === 'visible'

/** Where there is Background Sync the service worker delivers after the page is closed: a bonus, never relied on. */
export async function askForSync() {
  try {
    const registration = await navigator.serviceWorker.ready
    await /** @type {any} */ (registration).sync?.register('outbox')
  } catch {
    // Not granted: the queue is worked on whenever the page is open.
  }
}
