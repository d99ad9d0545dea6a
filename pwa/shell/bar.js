// The bar of /lapor: the way to one's reports, the language, the settings.

import { html, nothing } from 'lit'
import { icon } from '../shared/icon.js'
import { switchLanguage } from '../shared/language.js'
import { say } from '../shared/words.js'

/** More than that would not fit in the bar of a small phone; the list says how many. */
const MANY = 99

/** @param {string} view that is open @param {number} unsent */
export function drawBar(view, unsent) {
  return html`<header class="bar">
    <div class="bar-in">
      <a class="brand" href="/">${mark}<span>${say('shared.name')}</span></a>
      <nav aria-label=${say('shared.nav')}>
        ${drawMine(view, unsent)}
        <button class="link-button" type="button" aria-label=${`${say('phone.language')}: ${say('phone.language_name')}`} @click=${switchLanguage}>
          ${icon('languages')}<span class="bar-words">${say('phone.language')}</span>
        </button>
        <a class="bar-sign" href="#setelan" aria-label=${say('phone.settings')} aria-current=${view === 'settings' ? 'page' : nothing}>
          ${icon('settings')}
        </a>
      </nav>
    </div>
  </header>`
}

/** @param {string} view @param {number} unsent */
function drawMine(view, unsent) {
  const many = unsent > MANY
  const words = many ? say('phone.mine_many', { n: MANY }) : unsent ? say('phone.mine_unsent', { n: unsent }) : say('phone.mine')
  return html`<a href="#laporan" aria-label=${words} aria-current=${view === 'list' ? 'page' : nothing}>
    ${icon('inbox')}<span class="bar-words">${say('phone.mine')}</span>
    ${unsent ? html`<span class="count" data-tone="sun">${many ? `${MANY}+` : unsent}</span>` : nothing}
  </a>`
}

const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <path class="mark-leaf" d="M27 3C13 3 4 9.5 4 19.5C4 25.5 8.5 29 14 29C24 29 28 18 27 3Z" />
  <path class="mark-wave" d="M5 21q2.6-2.6 5.2 0t5.2 0 5.2 0 4.2-.4M8.5 26q2-1.9 4 0t4 0 4-.3" />
</svg>`
