// The shell in the browser's cache: one cache for each version, whole or not at all.

const FAMILY = 'shell-'
const SHELL = FAMILY + BUILD
const FOREVER = '/aset/'

/** A path whose name has the hash of its content: whatever version kept it, it is the same. @param {string} path */
const isForEver = (path) => path.startsWith(FOREVER)

/** Whether the shell answers this path. @param {string} path */
export const answers = (path) => isForEver(path) || PRECACHE.includes(path)

/** All or nothing: one file missing and the old version goes on. */
export async function install() {
  const shell = await caches.open(SHELL)
  await Promise.all(PRECACHE.map((path) => keep(shell, path)))
}

/** A file that has not changed is taken over from the old version. @param {Cache} shell @param {string} path */
async function keep(shell, path) {
  const old = isForEver(path) ? await caches.match(path) : undefined
  const response = old ?? (await fetch(path, { cache: isForEver(path) ? 'default' : 'reload', redirect: 'error' }))
  if (!response.ok || response.type !== 'basic') throw new Error(`${path}: ${response.status}`)
  await shell.put(path, response)
}

/**
 * Pages of an older version that is still open find the pieces they have yet to fetch where that version kept them.
 *
 * @param {string} path
 * @param {Request} [request] goes to the server when nothing is kept
 */
export async function fromShell(path, request = new Request(path)) {
  const kept = await caches.match(path, { cacheName: SHELL })
  return kept ?? (isForEver(path) ? await caches.match(path) : undefined) ?? fetch(request)
}

/**
 * Let older versions go, except those an open page was made of.
 *
 * @param {string[] | null} scripts the first script of each open page; null when one did not say
 */
export async function prune(scripts) {
  if (!scripts) return
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(FAMILY) && name !== SHELL)
  await Promise.all(old.map(async (name) => (await isInUse(name, scripts)) || caches.delete(name)))
}

/** @param {string} name @param {string[]} scripts @returns {Promise<boolean>} */
async function isInUse(name, scripts) {
  const theirs = scripts.filter((script) => !PRECACHE.includes(new URL(script, location.href).pathname))
  const kept = await Promise.all(theirs.map((script) => caches.match(script, { cacheName: name })))
  return kept.some(Boolean)
}
