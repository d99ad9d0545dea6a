// Buttons that use or make a passkey; hidden where the browser knows none.

import { exchange } from './exchange.js'
import { known, made, signed } from './passkey.js'

/** @param {Document} page */
export function offerPasskeys(page) {
  if (!known(page.defaultView)) return
  for (const place of page.querySelectorAll('[data-passkey]')) offer(/** @type {HTMLElement} */ (place), page)
}

/**
 * @param {HTMLElement} place
 * @param {Document} page
 */
function offer(place, page) {
  const button = /** @type {HTMLButtonElement} */ (place.querySelector('button'))
  const fault = /** @type {HTMLElement} */ (place.querySelector('.fault'))
  place.hidden = false
  button.onclick = async () => {
    button.disabled = true
    fault.hidden = true
    try {
      page.location.assign(await pass(place.dataset, onward(page)))
    } catch {
      fault.hidden = false // cancelled, too: the person sees that nothing happened
    }
    button.disabled = false
  }
}

/**
 * Ask the server, then the browser, then tell the server. Where to go then.
 * @param {DOMStringMap} addresses
 * @param {string} way
 * @returns {Promise<string>}
 */
async function pass({ passkey, tell, making }, way) {
  const options = await exchange(passkey ?? '', {})
  const answer = making === undefined ? await signed(options) : await made(options)
  const { onward } = await exchange(`${tell}?lanjut=${encodeURIComponent(way)}`, answer)
  return onward
}

/** @param {Document} page */
const onward = (page) => /** @type {HTMLInputElement | null} */ (page.querySelector('input[name="lanjut"]'))?.value ?? ''
