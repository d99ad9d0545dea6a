// A second press while the first is on its way would come back as "already decided".

/** @param {Document} page */
export function keepFromSendingTwice(page) {
  page.addEventListener('submit', (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target)
    if (form.target) return // answered beside this page, which stays
    if (form.dataset.sent) return event.preventDefault()
    form.dataset.sent = 'yes' // not `disabled`: a disabled button's name and value would not be sent
  })
  // Coming back by the browser's history shows the page as it was left.
  page.defaultView?.addEventListener('pageshow', () => {
    for (const form of page.forms) delete form.dataset.sent
  })
}
