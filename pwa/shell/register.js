// The city register on this phone: as last fetched, else as it was when this version of the app was built.

import { readable } from '../shared/register.js'

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
 * Fetch the one in force, when any answer of the server has spoken of a newer one.
 *
 * @param {Register} now
 * @param {Facts} facts
 * @param {typeof import('../outbox/network.js')} network
 * @returns {Promise<Register>} `now` when it is the newest, or the server is away or answers what no form can be drawn from
 */
export async function refreshed(now, facts, network) {
  if (network.heard.register <= now.version) return now
  const kept = await facts.recall('register')
  const answer = await network.register(kept?.etag ?? null)
  if (!answer?.ours || answer.status !== 200) return now
  const register = readable(answer.body)
  if (!register) return now
  await facts.remember('register', { register, etag: answer.etag })
  return register
}
