// What the address says about how the person came here; said once.

const SHARED = 'dibagikan'
const OUTCOMES = ['whole', 'part', 'no-photo', 'empty', 'no-room', 'again']

/** How a share ended, see capture/shared.js; empty when nothing was shared. */
export function whatWasShared() {
  const outcome = new URLSearchParams(location.search).get(SHARED) ?? ''
  if (outcome) history.replaceState(null, '', location.pathname + location.hash)
  return OUTCOMES.includes(outcome) ? outcome : ''
}
