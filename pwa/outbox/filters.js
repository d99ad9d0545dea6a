// The filters above the list, and what stands under one that has nothing.

import { html, nothing } from 'lit'
import { listAddress } from '../shared/address.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import { GROUPS } from './groups.js'
import '../people/texts.js'
import './texts.js'

/** @typedef {import('./groups.js').Group} Group */

/** @param {Group} chosen @param {(group: Group) => number} count */
export function drawFilters(chosen, count) {
  return html`<nav class="filters" aria-label=${say('outbox.group.name')}>
    ${GROUPS.map(
      (group) => html`<a href=${listAddress(group)} aria-current=${group === chosen ? 'page' : nothing}>
        ${say(`outbox.group.${group}`)} <span class="count">${count(group)}</span>
      </a>`,
    )}
  </nav>`
}

/** @param {Group} group @param {number} sealed reports that lie here locked */
export function drawNone(group, sealed) {
  if (group === 'all' && sealed) return html`<div class="empty">${icon('lock')}<p><strong>${say('outbox.none.open')}</strong></p>${drawSealed(sealed)}</div>`
  return html`<div class="empty">
    ${icon('inbox')}
    <p><strong>${say(`outbox.none.${group}`)}</strong></p>
    <p class="muted">${say(`outbox.none.${group}_why`)}</p>
  </div>`
}

/** What lies here for those who are signed out: how much, nothing else. @param {number} sealed */
export const drawSealed = (sealed) => html`<p class="muted">${icon('lock')} ${say('people.sealed_here', { n: sealed })}</p>`
