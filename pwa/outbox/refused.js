// Which parts of the form the server did not take. Pure.

/** `words` name it; `question` is the id of the one whose answer it is. @typedef {{ words: string, question?: string }} Part */

/** What the person can see and mend, by the member of what was sent. */
const PARTS = new Set(['category', 'answers', 'note', 'identity', 'where', 'kelurahan', 'rt', 'captured_at', 'photos'])
/** More would not be read. */
const MANY = 3

/** Whether the time of the report is at fault: the same time would be refused again. @param {import('./row.js').Row} row */
export const isTimeRefused = (row) => paths(row).some(([member]) => member === 'captured_at')

/** @param {import('./row.js').Row} row @returns {Part[]} each once; none when the fault lies in nothing they filled in */
export function partsRefused(row) {
  /** @type {Map<string, Part>} */
  const parts = new Map()
  for (const [member = '', question] of paths(row)) {
    if (!PARTS.has(member)) continue
    const isOne = member === 'answers' && question !== undefined
    parts.set(isOne ? `answers.${question}` : member, { words: `outbox.part.${member}`, ...(isOne ? { question } : {}) })
  }
  return [...parts.values()].slice(0, MANY)
}

/** @param {import('./row.js').Row} row */
function paths({ refused }) {
  const named = Array.isArray(refused) ? refused.map((one) => one?.field) : []
  return named.filter((field) => typeof field === 'string').map((field) => field.split('.'))
}
