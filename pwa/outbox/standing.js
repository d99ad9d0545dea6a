// What people read of a row, and how it looks. Pure.

import { NOBODY, belongsTo } from './row.js'

/** `partly`: the server has the words, and the photos wait. @typedef {import('./row.js').RowState | 'partly' | 'foreign'} Standing */

/** @type {Record<Standing, { tone: string, sign: string }>} */
export const STANDINGS = {
  draft: { tone: 'stone', sign: 'file-pen' },
  queued: { tone: 'sea', sign: 'smartphone' },
  sending: { tone: 'sun', sign: 'cloud-upload' },
  partly: { tone: 'sea', sign: 'server' },
  sent: { tone: 'leaf', sign: 'server' },
  stored: { tone: 'leaf', sign: 'archive' },
  paused_auth: { tone: 'clay', sign: 'log-in' },
  blocked: { tone: 'clay', sign: 'triangle-alert' },
  discarding: { tone: 'stone', sign: 'trash-2' },
  foreign: { tone: 'stone', sign: 'lock' },
}

/**
 * `sending` is true only while a delivery runs.
 *
 * @param {import('./row.js').Row} row
 * @param {import('./deliver.js').Me | null} me
 * @param {boolean} delivering
 * @returns {Standing}
 */
export function standingOf(row, me, delivering) {
  if (!belongsTo(row, me ?? NOBODY)) return 'foreign'
  return row.state === 'sending' && !delivering ? 'partly' : row.state
}
