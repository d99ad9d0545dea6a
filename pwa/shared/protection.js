// How safe what is kept here is from the browser itself. Only asks the browser; keeps nothing.

/** A quota below this many bytes is a private window's: any phone that can run the app grants far more. */
const PRIVATE_QUOTA = 500e6
/** So little room left, by the browser's own word, is worth a warning. */
export const LITTLE_ROOM = 60e6

/** WebKit hides it in private windows. @returns {StorageManager | undefined} */
const storage = () => globalThis.navigator?.storage

/** Whether the browser has promised not to clear it by itself. @returns {Promise<boolean>} */
export async function isProtected() {
  return (await storage()?.persisted?.().catch(() => false)) ?? false
}

/** Ask for that promise. Chrome and Safari decide without a word, Firefox asks the person. @returns {Promise<boolean>} */
export async function protect() {
  return (await storage()?.persist?.().catch(() => false)) ?? false
}

/**
 * Bytes left, by the browser's word. Chrome's is an invention since 138 (https://chromestatus.com/feature/4977371751645184):
 * a small answer means something, a large one does not.
 *
 * @returns {Promise<{ quota: number, left: number } | null>} null: it does not say
 */
export async function roomLeft() {
  const { quota, usage = 0 } = (await storage()?.estimate?.().catch(() => undefined)) ?? {}
  return quota === undefined ? null : { quota, left: quota - usage }
}

/** Whether all of this ends with the window. A guess: no browser says so. @returns {Promise<boolean>} */
export async function isPrivate() {
  if (!storage()) return true
  const room = await roomLeft()
  return room !== null && room.quota < PRIVATE_QUOTA && !(await isProtected())
}
