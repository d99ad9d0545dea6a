import { html, nothing } from 'lit'
import { icon } from '../shared/icon.js'
import { ago } from '../shared/time.js'
import { say } from '../shared/words.js'
import { telling } from './position.js'

/** @type {Record<import('./position.js').Telling, [tone: string, sign: string]>} */
const LOOKS = {
  idle: ['sea', 'map-pin'],
  searching: ['sea', 'locate-fixed'],
  slow: ['sun', 'locate-fixed'],
  denied: ['sun', 'map-pin-off'],
  unavailable: ['sun', 'map-pin-off'],
  found: ['leaf', 'map-pin'],
  rough: ['sun', 'map-pin'],
  old: ['sun', 'clock'],
}

/**
 * The phone's position in words, or how the search for it stands.
 *
 * @param {import('../outbox/row.js').Where | null} where
 * @param {import('./locator.js').Locator} locator
 */
export function drawPosition(where, { standing, since }) {
  const now = Date.now()
  const told = telling(where, standing, { now, since })
  if (told === 'idle') return nothing
  const [tone, sign] = LOOKS[told]
  const age = where ? say('place.age', { ago: say(...ago(now - where.at)) }) : ''
  return sentence(tone, sign, say(`place.${told}`, { n: where?.accuracy_m ?? 0 }), age)
}

/**
 * The age stands apart: it is counted on without being read out each minute.
 *
 * @param {string} tone @param {string} sign @param {string} words @param {string} [age]
 */
export const sentence = (tone, sign, words, age = '') =>
  html`<div class="notice" data-tone=${tone}>
    ${icon(sign)}
    <div><p role="status">${words}</p>${age ? html`<p class="hint place-age">${age}</p>` : nothing}</div>
  </div>`
