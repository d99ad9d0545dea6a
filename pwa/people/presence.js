// Whether whoever this phone is taken for is still who was here.

import { recall } from '../shared/facts.js'

/** @typedef {import('./vault.js').Me} Me */

/**
 * Another cookie than that of who was here: they are hidden before anything is shown, even without a network.
 *
 * @param {string} who as the server, or a sign-out, left it for scripts; empty when it is not known
 */
export async function notice(who) {
  const me = /** @type {Me | undefined} */ (await recall('me'))
  if (!me || !isAnother(me, who)) return
  const { beginLeaving } = await import('./vault.js')
  await beginLeaving(me, { tellServer: false })
}

/** @param {Me | null} me @param {string} who */
export const isAnother = (me, who) => Boolean(me?.person && who && me.person !== who)

/** Whether somebody's belongings are still to be sealed. */
export const isLeaving = async () => Boolean(await recall('leaving'))
