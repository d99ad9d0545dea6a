// A photo opens over the page instead of leaving it. Escape or the button closes; focus returns by itself (<dialog>).

/** @param {Document} page */
export function openPhotosLarge(page) {
  const dialog = page.querySelector('dialog.zoom')
  if (!(dialog instanceof HTMLDialogElement) || !dialog.showModal) return
  const picture = /** @type {HTMLImageElement} */ (dialog.querySelector('img'))
  page.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest?.('a[data-zoom]')
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    picture.src = link.href
    picture.alt = link.querySelector('img')?.alt ?? ''
    dialog.showModal()
  })
}
