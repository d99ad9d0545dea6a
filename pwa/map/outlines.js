// Storage: the outlines of the city that came along with a neighbourhood pack, if this phone has one.

import { ask, transact } from '../shared/database.js'

/**
 * The newest, or null: packs may be let go at any time, and maps do without.
 *
 * @returns {Promise<import('./plane.js').Outlines | null>}
 */
export async function outlines() {
  const packs = await transact(['packs'], 'readonly', (tx) => ask(tx.objectStore('packs').getAll())).catch(() => [])
  const newest = packs.filter((pack) => pack.outlines).sort((a, b) => (b.checked_at ?? 0) - (a.checked_at ?? 0))[0]
  return newest?.outlines ?? null
}
