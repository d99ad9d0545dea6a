// Has the service worker keep what is looked at: the page, once it has stood for a while, and those looked at later.

import { savesData } from '../shared/connection.js'

/** Whoever goes on at once fetches no more than the page. */
const REST_MS = 4_000

addEventListener('load', () => setTimeout(() => void begin().catch(console.warn), REST_MS))

async function begin() {
  const workers = navigator.serviceWorker
  if (!workers || workers.controller || savesData()) return
  await workers.register('/sw.js', { updateViaCache: 'none' })
  const { active } = await workers.ready
  active?.postMessage({ keep: location.pathname + location.search })
}
