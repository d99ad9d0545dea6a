// Sharing a page: by whatever this phone shares with, or by copying its address. The link to WhatsApp needs no script.

for (const place of document.querySelectorAll('[data-share]')) {
  if (place instanceof HTMLElement) offer(place)
}

/** @param {HTMLElement} place with the page's address and a message in its data */
function offer(place) {
  const { share: url = '', text = '' } = place.dataset
  const [send, copy] = place.querySelectorAll('button')
  const told = place.querySelector('[role="status"]')
  send.hidden = !('share' in navigator)
  copy.hidden = !('clipboard' in navigator) // only where the site is reached by https
  send.addEventListener('click', () => void share({ url, text }))
  copy.addEventListener('click', async () => {
    const done = await copied(url)
    if (told) told.textContent = (done ? copy.dataset.done : copy.dataset.failed) ?? ''
  })
}

/** Whoever changes their mind has done nothing wrong. @param {ShareData} what */
async function share(what) {
  try {
    await navigator.share(what)
  } catch {
    // Closed without sharing, or not allowed here: the other ways are beside it.
  }
}

/** @param {string} text @returns {Promise<boolean>} */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
