// The first script of /lapor: the page is painted before anything large is run.

/** After the next frame; a page in the background has none. */
const painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, 200)
  })

void painted().then(() => import('./main.js'))
