// What kind of line the phone is on, where the browser tells (not on iOS, nor in Firefox).

/** @typedef {EventTarget & { type?: string, saveData?: boolean }} Connection */

/** @returns {Connection | undefined} */
const connection = () => /** @type {any} */ (globalThis.navigator)?.connection

/** Whether the phone says that it is on a line nobody pays for by the megabyte. Unknown is no. */
export const photosMayGo = () => ['wifi', 'ethernet'].includes(connection()?.type ?? '')

/** Whether the person asked this browser to spare their data. */
export const savesData = () => connection()?.saveData === true

/** Whether this browser tells its line at all. */
export const tellsItsLine = () => connection()?.type !== undefined

/** @param {() => void} heard @returns {() => void} stops listening */
export function onAnotherLine(heard) {
  const line = connection()
  line?.addEventListener?.('change', heard)
  return () => line?.removeEventListener?.('change', heard)
}
