// A decision to the server. The same form as without a script, under an id that makes a repeat harmless.

import { postMany } from './post-many.js'
import { send } from './sending.js'

/**
 * @param {import('./held.js').Held} row
 * @param {{ leaving?: boolean, progress?: (n: number) => void }} [how] leaving: the page will not be there for the answer;
 *   progress: so many of many have their answer
 */
export async function post(row, { leaving = false, progress } = {}) {
  if (row.many) return postMany(row, row.many, { leaving, progress })
  return send(`/tinjau/${row.report}`, [...row.entries, ['id', row.id], ['as', row.person]], leaving)
}
