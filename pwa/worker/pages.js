// What the open pages say when the service worker asks them.

const PATIENCE_MS = 1_000 // a page that is frozen in the background says nothing

/** @typedef {{ busy: boolean, script: string }} Told a form is being filled in or reports are being sent; what it was made of */

/** @param {readonly Client[]} pages @returns {Promise<(Told | null)[]>} null: no answer */
export const ask = (pages) => Promise.all(pages.map(askOne))

/** @param {Client} page @returns {Promise<Told | null>} */
function askOne(page) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => resolve(data)
    setTimeout(() => resolve(null), PATIENCE_MS)
    page.postMessage('how-are-you', [port2])
  })
}

/** The first script of each page. @param {(Told | null)[]} told @returns {string[] | null} null when one did not say */
export const scripts = (told) => (told.every(Boolean) ? told.map((page) => page?.script ?? '') : null)

/** One that says nothing is not in the way: it looks after itself when it wakes. @param {(Told | null)[]} told */
export const isAnyBusy = (told) => told.some((page) => page?.busy)
