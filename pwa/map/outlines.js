// The outlines of the city that came along with a neighbourhood pack, if this phone has one.

import { all } from '../pack/shelf.js'

/**
 * The newest, or null: packs may be let go at any time, and maps do without.
 *
 * @returns {Promise<import('./plane.js').Outlines | null>}
 */
export async function outlines() {
  const packs = await all().catch(() => [])
  return packs.filter((pack) => pack.outlines).sort((a, b) => b.checked_at - a.checked_at)[0]?.outlines ?? null
}
