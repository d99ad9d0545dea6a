import { html } from 'lit'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import { chain } from './chain.js'
import './texts.js'

/** @type {Record<import('./chain.js').Link, string>} */
const SIGNS = { here: 'smartphone', server: 'server', photos: 'images', safe: 'archive', checked: 'eye', result: 'flag' }
/** What is not where the report is bears a sign of how it stands. */
const STANDS = { done: 'check', next: 'clock', stuck: 'triangle-alert', later: 'circle' }

/**
 * The custody chain as a small line of steps, each a sign and a word; a tick, a clock, a warning or an
 * empty circle says how it stands, and the step where the report is has a sign of its own.
 *
 * @param {import('./row.js').Row} row
 * @param {import('./chain.js').Status | null} [status]
 * @param {string} [kind] `is-tall`: one step a line
 */
export const drawChain = (row, status = null, kind = '') =>
  html`<ol class="chain ${kind}" role="list" aria-label=${say('outbox.chain.name')}>
    ${chain(row, status).map(drawStep)}
  </ol>`

/** @param {import('./chain.js').Step} step */
function drawStep({ link, stands, words, facts }) {
  const sign = stands === 'now' ? SIGNS[link] : STANDS[stands]
  return html`<li class="chain-step" data-stands=${stands} aria-current=${stands === 'now' ? 'step' : 'false'}>
    <span class="chain-mark">${icon(sign)}</span>
    <span><span class="hidden-words">${say(`outbox.chain.${stands}`)} </span>${say(words, facts)}</span>
  </li>`
}
