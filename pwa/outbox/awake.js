// The screen stays on while photos are seen to travel: where it goes dark, phones put the page to sleep. The browser
// lets go by itself when the page is hidden.

const QUIET_MS = 15_000 // without any progress the screen may go dark

/**
 * @param {(heard: (news: import('../shared/news.js').News) => void) => () => void} listen
 * @param {any} [wakeLock] undefined where the browser has none (iOS before 16.4)
 * @returns {() => void} stops
 */
export function stayAwake(listen, wakeLock = /** @type {any} */ (globalThis.navigator)?.wakeLock) {
  /** @type {Promise<any> | null} */
  let held = null
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let quiet
  const letGo = async () => {
    clearTimeout(quiet)
    const lock = await held
    held = null
    lock?.release()
  }
  const hold = () => {
    clearTimeout(quiet)
    quiet = setTimeout(() => void letGo(), QUIET_MS)
    held ??= request(wakeLock, () => (held = null))
  }
  if (!wakeLock) return () => undefined
  return listen((news) => {
    if (news.what === 'progress') hold()
    if (news.what === 'delivering' && !news.on) void letGo()
  })
}

/** @param {any} wakeLock @param {() => void} gone the browser let go @returns {Promise<any>} null: hidden, or a weak battery */
async function request(wakeLock, gone) {
  try {
    const lock = await wakeLock.request('screen')
    lock.addEventListener('release', gone)
    return lock
  } catch {
    gone()
    return null
  }
}
