// Which part of /lapor an address leads to. Pure.

/** @typedef {import('../outbox/groups.js').Group} Group */

/** As people may read it in the address. @type {Record<Exclude<Group, 'all'>, string>} */
const NAMES = { unsent: 'belum', sent: 'terkirim', over: 'selesai' }

/** @param {Group} group */
export const listAddress = (group) => (group === 'all' ? '#laporan' : `#laporan/${NAMES[group]}`)

/**
 * @param {string} hash
 * @returns {{ view: 'form' } | { view: 'settings' } | { view: 'list', group: Group, report: string } | { view: 'reply', report: string }}
 */
export function placeAt(hash) {
  const [view, name] = hash.replace(/^#/, '').split('/')
  if (view === 'setelan') return { view: 'settings' }
  if (view === 'jawab') return { view: 'reply', report: name ?? '' }
  if (view !== 'laporan') return { view: 'form' }
  const group = /** @type {Group | undefined} */ (Object.entries(NAMES).find(([, its]) => its === name)?.[0])
  return { view: 'list', group: group ?? 'all', report: group ? '' : (name ?? '') }
}
