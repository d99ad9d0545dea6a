// The city register on this phone: as last fetched, else as it was when this version of the app was built.

import { lean } from '../shared/register.js'

/** @typedef {import('../shared/register.js').Register} Register */
/** @typedef {typeof import('../shared/facts.js')} Facts */

/**
 * @param {Facts} facts
 * @param {() => Promise<Register>} builtin
 * @returns {Promise<Register>}
 */
export async function known(facts, builtin) {
  const kept = await facts.recall('register')
  return kept?.register ?? builtin()
}

/**
 * Ask the server for a newer one.
 *
 * @param {Facts} facts
 * @param {typeof import('../outbox/network.js')} network
 * @returns {Promise<Register | null>} null when what is kept is the newest, or the server is away
 */
export async function refreshed(facts, network) {
  const kept = await facts.recall('register')
  const answer = await network.register(kept?.etag ?? null)
  if (!answer?.ours || answer.status !== 200) return null
  const register = lean(answer.body)
  await facts.remember('register', { register, etag: answer.etag })
  return register
}
