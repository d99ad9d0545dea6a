// A decision that does not wait on this device: it has no room for one, or keeps nothing at all, or something is missing
// in the form. The server takes it, or says what is missing; where that cannot be reached, the page stays as it was filled in.

import { within } from '../shared/within.js'
import { sendPlainly } from './form.js'

const PATIENCE_MS = 5_000

/** @typedef {'no-room' | 'incomplete'} Why */

/** @param {HTMLFormElement} form @param {HTMLElement | null} pressed @param {Why} why */
export async function sendUnkept(form, pressed, why) {
  if (await isServerThere()) return sendPlainly(form, pressed)
  delete form.dataset.sent // it is pressed again
  say(document, why)
}

/** A phone that shows bars may reach nothing, or a page to sign in at: only an answer tells. */
const isServerThere = () => within(PATIENCE_MS, fetch(location.pathname, { method: 'HEAD', redirect: 'error' }).then(({ ok }) => ok, () => false))

/** The words lie in the page's templates. @param {Document} page @param {Why} why */
function say(page, why) {
  const place = page.getElementById('kabar')
  const template = /** @type {HTMLTemplateElement} */ (page.getElementById(`said-${why}`))
  const card = /** @type {HTMLElement} */ (page.importNode(template.content, true).firstElementChild)
  card.querySelector('button')?.addEventListener('click', () => card.remove())
  place?.querySelector('.unkept')?.remove()
  place?.append(card)
}
