// What the address says about how the person came here; said once.

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const SHARED = 'dibagikan'
const OUTCOMES = ['whole', 'part', 'no-photo', 'empty', 'no-room', 'again']

/** How a share ended, see capture/shared.js; empty when nothing was shared. */
export function whatWasShared() {
  const outcome = new URLSearchParams(location.search).get(SHARED) ?? ''
  if (outcome) history.replaceState(null, '', location.pathname + location.hash)
  return OUTCOMES.includes(outcome) ? outcome : ''
}

/**
 * What a report's page leads here with whose place is not mended; null when nothing did.
 *
 * @returns {Partial<import('../outbox/row.js').Form> & { about: string } | null}
 */
export function whatIsNotMended() {
  const query = new URLSearchParams(location.search)
  const asked = (/** @type {string} */ name) => query.get(name) ?? ''
  const [about, kelurahan] = [asked('tentang'), asked('kelurahan')]
  if (!UUID.test(about)) return null
  history.replaceState(null, '', location.pathname + location.hash)
  return { about, category: asked('jenis'), kelurahan, kelurahan_by_hand: kelurahan !== '', rt: asked('rt').replace(/\D/g, '').slice(0, 3) }
}
