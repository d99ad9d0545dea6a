// What was typed and is not in the database yet, kept before the key comes up again. The database answers only after
// a while, and a page that is left meanwhile is gone; localStorage is written when its call returns.

const PREFIX = 'masdarling.unwritten.'

/** @typedef {import('../capture/written.js').Entry} Entry */

/** @param {string} key @param {Entry} entry */
export function note(key, entry) {
  attempt(() => localStorage.setItem(PREFIX + key, JSON.stringify(entry)))
}

/** @param {string} key */
export function forget(key) {
  attempt(() => localStorage.removeItem(PREFIX + key))
}

/** @returns {[string, Entry][]} what pages that are gone left behind, oldest first */
export function left() {
  const keys = attempt(() => Object.keys(localStorage)) ?? []
  return keys.filter((key) => key.startsWith(PREFIX)).sort().flatMap((key) => {
    const entry = attempt(() => JSON.parse(localStorage.getItem(key) ?? 'null'))
    return entry ? [[key.slice(PREFIX.length), entry]] : []
  })
}

/** It may be full or forbidden; the database is the place that counts. @template T @param {() => T} work */
function attempt(work) {
  try {
    return work()
  } catch {
    return undefined
  }
}
