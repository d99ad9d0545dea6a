// The page /ikuti: follow by this browser, and what lies around where one stands.

import { begin as beginAround, unable } from './around.js'
import { begin as beginFollowing } from './states.js'

const part = /** @type {HTMLElement | null} */ (document.querySelector('[data-follow]'))
const around = /** @type {HTMLFormElement | null} */ (document.querySelector('[data-around]'))

if (part) beginFollowing(part)
if (around) 'geolocation' in navigator ? beginAround(around) : unable(around)
