// The first script of /lapor stands in the page itself: it is painted before anything large is fetched or run.

import { sayGone, takeAlong } from './gone.js'

/** After the next frame; a page in the background has none. */
const painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, 200)
  })

async function begin() {
  takeAlong(location.search)
  await painted()
  const pieces = APP.map((address) => import(address)) // at once: the app would ask for what it stands on only when it is there
  Promise.all(pieces).catch(sayGone)
  await fetch(REGISTER) // the app asks for it too, and finds it in the browser's cache
}

begin().catch(() => undefined) // what is missing the app says itself
