// The second of two quick taps is meant for what lay there, and not for what has come under the finger since.

const QUICK_MS = 500
const NEAR = 32 // pixels that a finger strays

/** @typedef {Pick<MouseEvent, 'clientX' | 'clientY' | 'timeStamp' | 'detail'>} Tap */

/** A click by key or script lies nowhere: a reviewer may press as quickly as they read. @param {Tap} tap */
const isByFinger = ({ detail, clientX, clientY }) => detail !== 0 && (clientX !== 0 || clientY !== 0)

/** @param {Tap} first @param {Tap} second */
export const isSecond = (first, second) =>
  isByFinger(second) &&
  second.timeStamp - first.timeStamp < QUICK_MS &&
  Math.hypot(second.clientX - first.clientX, second.clientY - first.clientY) < NEAR

/** Notes each tap; what is returned is called when the view changes because of the last one. @param {EventTarget} page */
export function taps(page) {
  /** @type {Tap | null} */
  let last = null
  page.addEventListener('click', (event) => (last = /** @type {MouseEvent} */ (event)), true)
  return () => {
    const first = last
    const hears = (/** @type {Event} */ event) => {
      if (!first || !isSecond(first, /** @type {MouseEvent} */ (event))) return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    page.addEventListener('click', hears, true)
    setTimeout(() => page.removeEventListener('click', hears, true), QUICK_MS)
  }
}
