// The first script of /lapor stands in the page itself: it is painted before anything large is fetched or run.

/** After the next frame; a page in the background has none. */
const painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, 200)
  })

async function begin() {
  await painted()
  for (const address of APP) void import(address) // at once: the app would ask for what it stands on only when it is there
  await fetch(REGISTER) // the app asks for it too, and finds it in the browser's cache
}

begin().catch(() => undefined) // what is missing the app says itself
