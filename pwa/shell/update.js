// The service worker and its updates. A new version never takes over by itself: the person is asked, and only
// when nothing is being filled in or sent, in this tab or another. When it has taken over, every tab opens it.

const LOOK_AGAIN_MS = 2_000
const PATIENCE_MS = 1_000 // a worker of an earlier version does not know the question

/**
 * @typedef {object} Page
 * @property {() => boolean} isBusy a reload would disturb: a form is being filled in, reports are being sent
 * @property {(standing: 'ready' | 'elsewhere' | 'sending') => void} told `ready`: a new version waits, or has taken over
 *   and this page is still the old one; it must wait, for `elsewhere` another tab is busy, while `sending` this one is
 */

/** @param {import('./app.js').MasdarlingApp} app @returns {Page} */
export const pageOf = (app) => ({ isBusy: () => app.isBusy, told: (standing) => (app.newVersion = standing) })

/** @param {Page} page */
export async function watchForUpdates(page) {
  if (!('serviceWorker' in navigator)) return
  const workers = navigator.serviceWorker
  workers.addEventListener('message', (event) => answer(event, page))
  followTakeover(workers, page)
  try {
    const registration = await workers.register('/sw.js', { updateViaCache: 'none' })
    watch(registration, () => workers.controller && page.told('ready'))
    workers.controller?.postMessage('opened')
  } catch {
    // Private windows of some browsers refuse; the app works as long as there is a network.
  }
}

/** @param {ServiceWorkerRegistration} registration @param {() => void} ready */
function watch(registration, ready) {
  if (registration.waiting) ready()
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing
    fresh?.addEventListener('statechange', () => fresh.state === 'installed' && ready())
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined)
  })
}

/** @param {MessageEvent} event @param {Page} page */
function answer({ data, ports }, page) {
  if (data === 'busy') waitFor(page, 'elsewhere')
  if (data === 'how-are-you') ports[0]?.postMessage({ busy: page.isBusy(), script: madeOf() })
}

/** The person has agreed: as soon as nothing is being done in any tab it goes on. @param {Page} page @param {'elsewhere' | 'sending'} standing */
function waitFor(page, standing) {
  page.told(standing)
  lookAgain(page)
}

/** One watch, however often it is set: the last word counts. @type {ReturnType<typeof setTimeout> | undefined} */
let watching

/** @param {Page} page */
function lookAgain(page) {
  clearTimeout(watching)
  watching = setTimeout(() => (page.isBusy() ? lookAgain(page) : void takeOver(page)), LOOK_AGAIN_MS)
}

/** Names the version: all pieces of it hang on this one. Add-ons of browsers put scripts of their own before ours. */
const madeOf = () => /** @type {HTMLElement | null} */ (document.querySelector('[data-app]'))?.dataset['app'] ?? ''

/**
 * Some tab was told to let the new version in. A page that is in the middle of something goes on with its own pieces.
 *
 * @param {ServiceWorkerContainer} workers
 * @param {Page} page
 */
function followTakeover(workers, page) {
  let isOld = workers.controller !== null // else the first version of all begins to serve this page
  workers.addEventListener('controllerchange', () => {
    if (isOld && page.isBusy()) page.told('ready')
    else if (isOld) location.reload()
    isOld = true
  })
}

/**
 * Until the worker that serves this page runs. Chromium lets the next one in once this one rests, and asks it to rest
 * only if it runs at that moment: one that is just being started kept the next one waiting, for as long as the page
 * asked for anything twice a minute (content/browser/service_worker/service_worker_registration.cc,
 * ActivateWaitingVersionWhenReady).
 *
 * @param {ServiceWorker | null} worker @returns {Promise<void>}
 */
function running(worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const enough = () => {
      port1.close()
      resolve()
    }
    port1.onmessage = enough
    setTimeout(enough, PATIENCE_MS)
    worker?.postMessage('are-you-there', [port2])
  })
}

/** The person agreed: let the waiting version take over; where it has already, open it. @param {Page} page */
export async function takeOver(page) {
  if (page.isBusy()) return waitFor(page, 'sending')
  const registration = await navigator.serviceWorker.getRegistration()
  if (!registration?.waiting) return location.reload()
  await running(navigator.serviceWorker.controller)
  registration.waiting?.postMessage('take-over')
  lookAgain(page) // until this page is gone: a worker that is just being started may miss the word
}
