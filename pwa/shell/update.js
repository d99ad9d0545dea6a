// The service worker and its updates. A new version never takes over by itself: the person is asked, and only
// when nothing is being filled in or sent.

/** @param {() => void} ready a new version waits */
export async function watchForUpdates(ready) {
  if (!('serviceWorker' in navigator)) return
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    if (registration.waiting && navigator.serviceWorker.controller) ready()
    registration.addEventListener('updatefound', () => {
      const fresh = registration.installing
      fresh?.addEventListener('statechange', () => {
        if (fresh.state === 'installed' && navigator.serviceWorker.controller) ready()
      })
    })
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') registration.update().catch(() => undefined)
    })
  } catch {
    // Private windows of some browsers refuse; the app works as long as there is a network.
  }
}

/** The person agreed: let the waiting version take over, then open it. */
export async function takeOver() {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  const registration = await navigator.serviceWorker.getRegistration()
  registration?.waiting?.postMessage('take-over')
}
