// The home screen, as the browser tells of it. The browser's offer to install comes early and once: it is kept from
// the first moment, and used when the person has seen what the app is good for.

import { tell } from '../shared/news.js'

/** Chromium's alone. @typedef {Event & { prompt: () => Promise<void>, userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }> }} Offer */

/** @type {{ offer: Offer | null }} */
export const home = { offer: null }

/** On the home screen. iOS had a word of its own for it long before the others. */
export const isInstalled = () => matchMedia('(display-mode: standalone)').matches || /** @type {{ standalone?: boolean }} */ (navigator).standalone === true

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  home.offer = /** @type {Offer} */ (event)
  tell({ what: 'facts' })
})
