// What is covered on the photos of a case: seen on them, and changed over the whole screen.

import { CoverDialog } from './cover-dialog.js'
import { outline } from './cover-outline.js'
import { boxesIn, writeBoxes } from './cover-rows.js'
import { SHOWN } from './stage.js'

/** @param {Document} page */
export function editCovers(page) {
  const element = page.querySelector('dialog.cover-dialog')
  if (!(element instanceof HTMLDialogElement) || !element.showModal) return
  const dialog = new CoverDialog(element)
  page.addEventListener('click', ({ target }) => {
    const list = /** @type {Element} */ (target).closest('[data-edit-covers]')?.closest('fieldset')
    if (list) edit(dialog, list)
  })
  page.addEventListener('change', ({ target }) => {
    const list = /** @type {Element} */ (target).closest('fieldset.covers')
    if (list instanceof HTMLElement) outline(list)
  })
  page.addEventListener(SHOWN, () => show(page))
  show(page)
}

/** @param {Document} page */
function show(page) {
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll('fieldset.covers'))) {
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll('[data-edit-covers]'))) button.hidden = false
    outline(list)
  }
}

/** @param {CoverDialog} dialog @param {HTMLElement} list */
function edit(dialog, list) {
  const { photo = '' } = list.dataset
  dialog.open({
    address: `${photo}/1280`,
    preview: `${photo}/covered`,
    boxes: boxesIn(list),
    done: (boxes) => {
      writeBoxes(list, boxes, (box, n) => dialog.name(box, n))
      outline(list)
    },
  })
}
