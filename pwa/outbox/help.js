// What a report needs from the person: one sentence why, and one button. Pure.

import { partsRefused } from './refused.js'

/**
 * `tells` is what the card tells the app: `resend` sends the same as a new report, `renew` opens it in the form first.
 *
 * `parts` are the parts of the form that `why` names.
 *
 * @typedef {{ why: string, parts?: import('./refused.js').Part[], button: { tells: 'resend' | 'renew' | 'edit' | 'send', words: string, sign: string } }} Help
 */

/** @type {Help['button']} */
const AS_NEW = { tells: 'resend', words: 'outbox.help.resend', sign: 'send' }
/** @param {string} reason @returns {Help['button']} */
const inForm = (reason) => ({ tells: 'renew', words: `outbox.help.open.${reason}`, sign: 'pencil' })

/** @type {Record<import('./row.js').Reason, Help['button']>} */
const BUTTONS = {
  clash: AS_NEW,
  foreign: AS_NEW,
  corrupt: AS_NEW,
  too_large: inForm('too_large'),
  refused: inForm('refused'),
  lost_bytes: inForm('lost_bytes'),
}

/**
 * @param {import('./row.js').Row} row
 * @returns {Help | null} null: it goes on by itself
 */
export function helpFor(row) {
  if (row.state === 'draft') {
    return { why: 'outbox.help.draft', button: { tells: 'edit', words: 'outbox.help.continue', sign: 'arrow-right' } }
  }
  if (row.state === 'paused_auth') {
    return { why: 'outbox.help.paused_auth', button: { tells: 'send', words: 'outbox.help.again', sign: 'refresh-cw' } }
  }
  if (row.state !== 'blocked' || !row.blocked) return null
  const wordsRefused = row.blocked === 'too_large' && !row.server
  if (wordsRefused) return { why: 'outbox.help.too_long', button: inForm('refused') }
  const parts = row.blocked === 'refused' ? partsRefused(row) : []
  if (parts.length) return { why: 'outbox.help.refused_parts', parts, button: inForm('refused') }
  return { why: `outbox.help.blocked.${row.blocked}`, button: BUTTONS[row.blocked] }
}
