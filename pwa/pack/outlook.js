// What became of a report joined in on, as far as the packs on this phone tell. Pure.

/**
 * @typedef {import('./echoes.js').Echo} Echo
 * @typedef {import('./pack.js').Pack} Pack
 * @typedef {Echo & { outlook: string }} Joined `outlook`: see below
 */

/** A full pack leaves out the oldest (LISTED in backend/residents/pack.py): what is not in it may still be open. */
const FULL = 500
/** Where no pack tells, nothing new is awaited after a month. */
const LONG_MS = 30 * 24 * 3600_000

/**
 * @param {Echo} echo
 * @param {Pack[]} packs
 * @returns {string} its public state while it is open; `over`: residents no longer see it among the open ones; empty: not known
 */
export function outlookOf({ id, kelurahan, state, at }, packs) {
  if (state !== 'told') return ''
  const entry = packs.flatMap(({ reports }) => reports).find((one) => one.id === id)
  if (entry) return entry.state
  const pack = packs.find((one) => one.kelurahan === kelurahan)
  return pack && pack.reports.length < FULL && pack.checked_at > at ? 'over' : ''
}

/** Nothing more is to come of it. @param {Joined} joined @param {number} now */
export const isPast = ({ state, outlook, at }, now) => state === 'told' && (outlook === 'over' || (!outlook && now - at > LONG_MS))
