// The map of a case over the whole screen. It is a page of its own, which is fetched when it is wanted. Escape or the
// button closes; focus returns by itself.

import { Pane } from './pane.js'
import { STEP } from '../shared/pose.js'

/** @param {Document} page @param {(address: string) => Promise<string | null>} fetched HTML of a page */
export function openMapLarge(page, fetched) {
  const found = page.querySelector('dialog.map-dialog')
  if (!(found instanceof HTMLDialogElement) || !found.showModal) return
  const dialog = found
  const place = /** @type {HTMLElement} */ (dialog.querySelector('[data-holds="map"]'))
  /** @type {Pane | null} */
  let pane = null

  /** @param {HTMLAnchorElement} link */
  async function open(link) {
    const html = await fetched(link.href)
    const map = html && new DOMParser().parseFromString(html, 'text/html').getElementById('peta-besar')
    if (!map) return page.defaultView?.location.assign(link.href) // the browser says what is wrong
    place.replaceChildren(...page.importNode(map, true).childNodes)
    const holder = /** @type {HTMLElement} */ (place.querySelector('.map-pane'))
    pane = new Pane(holder, { chosen: () => {}, swiped: () => {} })
    if (!dialog.open) dialog.showModal()
    holder.focus()
  }

  page.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target)
    const link = target.closest?.('a[data-map]')
    if (link instanceof HTMLAnchorElement && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      return void open(link)
    }
    const tool = dialog.contains(target) ? target.closest('button')?.dataset.tool : undefined
    if (tool) pane?.zoom(tool === 'in' ? STEP : 1 / STEP)
  })
}
