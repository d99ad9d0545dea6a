// Who this phone is for the server, before anything is sent.

import { aboutAnything } from './answers.js'
import { belongsTo } from './row.js'
import { Stop } from './stop.js'

/**
 * @typedef {import('./deliver.js').Means} Means
 * @typedef {import('./deliver.js').Me} Me
 */

/** @type {import('./answers.js').Meaning} */
const AWAY = { kind: 'again', wait_s: null }
/** How long one answer to the question who is here does for a page that is only cut off now and then. */
const MET_MS = 5 * 60_000

/**
 * The person or device the server will take what is sent for. A phone nobody was ever signed in on asks for the
 * right to send without a name; one whose person is no longer known does not: rows wait for their owner.
 *
 * @param {Means} means
 * @returns {Promise<Me>}
 */
export async function identify({ box, network, facts, people, beat, tell, now, met }) {
  if (!(await people.tellLeft(network))) throw new Stop(AWAY)
  const known = await stillHere(met, facts, now())
  if (known) {
    await resume(box, known)
    return known
  }
  const { device, person } = await demand(network.whoami())
  const me = device ? { device, person: person?.id ?? null, name: person?.name ?? '' } : await introduce(network, facts)
  if (!(await people.welcome(me, { network, beat, tell }))) throw new Stop(AWAY)
  await resume(box, me)
  if (met) Object.assign(met, { me, until: now() + MET_MS })
  return me
}

/**
 * Not asked again after every cut: each request says as whom it is sent, and the server refuses what is another's.
 *
 * @param {Means['met']} met
 * @param {Means['facts']} facts
 * @param {number} now
 */
async function stillHere(met, facts, now) {
  if (!met?.me || !(now < met.until && met.until <= now + MET_MS) || (await facts.recall('leaving'))) return null
  const me = /** @type {Me | undefined} */ (await facts.recall('me'))
  return me && JSON.stringify(me) === JSON.stringify(met.me) ? met.me : null
}

/** @param {Means['network']} network @param {Means['facts']} facts @returns {Promise<Me>} */
async function introduce(network, facts) {
  const before = /** @type {Me | undefined} */ (await facts.recall('me'))
  if (before?.person) throw new Stop({ kind: 'sign-in' })
  const { device, person } = await demand(network.newDevice())
  return { device, person, name: '' }
}

/** @param {Promise<import('./answers.js').Answer | null>} asked @returns {Promise<any>} the answer's body */
async function demand(asked) {
  const answer = await asked
  const meaning = aboutAnything(answer)
  if (meaning.kind === 'ok') return answer?.body
  throw new Stop(meaning.kind === 'again' ? meaning : { kind: 'sign-in' })
}

/** The rows of whoever is here now go on; the others wait for their owners. @param {Means['box']} box @param {Me} me */
async function resume(box, me) {
  const paused = (await box.inState('paused_auth')).filter((row) => belongsTo(row, me))
  for (const { id } of paused) await box.change(id, (row) => ({ ...row, state: 'queued' }))
}

/** Nothing is lost: the rows wait until someone signs in. @param {Means['box']} box */
export async function pause(box) {
  const rows = (await box.waiting()).filter((row) => row.state !== 'discarding')
  for (const { id } of rows) await box.change(id, (row) => ({ ...row, state: 'paused_auth' }))
}
