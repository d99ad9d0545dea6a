// Which cases in the field stand as they stood, for the server has undone what was decided about them.

import { isUndone } from './outcome.js'

/**
 * @param {import('./held.js').Held[]} rows what is not at the server, or was told of
 * @param {(report: string) => Promise<Pick<import('./taken.js').Taken, 'outcome' | 'taken_at'> | undefined>} get a case as it was taken along
 * @returns {Promise<{ report: string, outcome: string }[]>} those whose line does not say so yet
 */
export async function reportsUndone(rows, get) {
  const found = []
  for (const { report, outcome, made_at } of rows.filter(isUndone)) {
    const line = await get(report)
    if (line?.outcome && line.outcome !== outcome && line.taken_at <= made_at) found.push({ report, outcome })
  }
  return found
}
