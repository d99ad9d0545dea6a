// The field page that is kept on this phone, drawn for somebody.

import { CACHE, FIELD } from './field-place.js'

/** The page that was kept is somebody else's: it would show what waits of theirs. @param {string} person who is signed in here now */
export async function opensOfflineFor(person) {
  const kept = await globalThis.caches?.match(FIELD, { cacheName: CACHE })
  if (kept && !(await kept.text()).includes(`data-person="${person}"`)) await opensOfflineNoMore()
}

export const opensOfflineNoMore = async () => void (await globalThis.caches?.delete(CACHE))
