// Part of a delivery: tells the server what the person joined in on ("Saya juga"), exactly once in effect: the server
// counts each sender once, so that telling it again after a lost answer changes nothing. Network is given.

import { aboutAnything } from '../outbox/answers.js'
import { belongsTo, ownerOf } from '../outbox/row.js'
import { Stop } from '../outbox/stop.js'
import * as echoes from './echoes.js'

/**
 * @typedef {import('./echoes.js').Echo} Echo
 * @typedef {import('../outbox/deliver.js').Pass} Pass
 * @typedef {import('../outbox/answers.js').Meaning} Meaning
 */

/** @type {Partial<Record<Meaning['kind'], Echo['state']>>} */
const OUTCOMES = { ok: 'told', unknown: 'gone' }

/**
 * A server that cannot count just now holds up no report: what is left is told with the next delivery.
 *
 * @param {Pass} pass
 * @returns {Promise<{ stuck: number, wait_s: number | null }>} how many are left, and the patience the server asked for
 */
export async function tellEchoes(pass) {
  const { me, tell } = pass
  const waiting = (await echoes.all()).filter((echo) => isWaiting(echo) && belongsTo(/** @type {any} */ (echo), me)).reverse()
  for (const [done, echo] of waiting.entries()) {
    const meaning = await (echo.state === 'waiting' ? join(pass, echo) : leave(pass, echo))
    tell({ what: 'rows' })
    if (meaning.kind === 'again') return { stuck: waiting.length - done, wait_s: meaning.wait_s }
  }
  return { stuck: 0, wait_s: null }
}

/** @param {Echo} echo */
const isWaiting = ({ state }) => state === 'waiting' || state === 'leaving'

/** @param {Pass} pass @param {Echo} echo @returns {Promise<Meaning>} */
async function join({ network, me }, echo) {
  const { id, tried } = echo
  const owner = echo.owner || ownerOf(me)
  // Kept before the first byte leaves: from here on taking it back has to reach the server.
  if (!(await echoes.change(id, (kept) => ({ ...kept, tried: true, owner })))) return { kind: 'ok' }
  const answer = await network.joinIn(id, owner)
  const meaning = aboutAnything(answer)
  // Another is here by now: whose it was before this try, it is again.
  if (meaning.kind === 'other') await echoes.change(id, (kept) => ({ ...kept, tried, owner: echo.owner }))
  if (meaning.kind === 'other' || meaning.kind === 'sign-in') throw new Stop(meaning)
  if (meaning.kind === 'again') return meaning
  const state = OUTCOMES[meaning.kind] ?? 'refused'
  const me_too = meaning.kind === 'ok' ? (answer?.body?.me_too ?? null) : null
  await echoes.change(id, (kept) => (kept.state === 'waiting' ? { ...kept, state, me_too } : kept))
  return meaning
}

/** @param {Pass} pass @param {Echo} echo @returns {Promise<Meaning>} */
async function leave({ network }, { id, owner }) {
  const meaning = aboutAnything(await network.leave(id, owner))
  if (meaning.kind === 'other' || meaning.kind === 'sign-in') throw new Stop(meaning)
  if (meaning.kind !== 'again') await echoes.change(id, (kept) => (kept.state === 'leaving' ? null : kept))
  return meaning
}
