// The filters above the list, and what stands under one that has nothing.

import { html, nothing } from 'lit'
import { listAddress } from '../shared/address.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import { GROUPS } from './groups.js'
import './texts.js'

/** @typedef {import('./groups.js').Group} Group */

/** @param {Group} chosen @param {Record<Group, import('./row.js').Row[]>} groups */
export function drawFilters(chosen, groups) {
  return html`<nav class="filters" aria-label=${say('outbox.group.name')}>
    ${GROUPS.map(
      (group) => html`<a href=${listAddress(group)} aria-current=${group === chosen ? 'page' : nothing}>
        ${say(`outbox.group.${group}`)} <span class="count">${groups[group].length}</span>
      </a>`,
    )}
  </nav>`
}

/** @param {Group} group */
export function drawNone(group) {
  return html`<div class="empty">
    ${icon('inbox')}
    <p><strong>${say(`outbox.none.${group}`)}</strong></p>
    <p class="muted">${say(`outbox.none.${group}_why`)}</p>
  </div>`
}
