import { html, nothing } from 'lit'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import { photoProgress } from './row.js'

/** Each photo that is on its way, in bytes. @param {import('./row.js').Row} row */
export function drawPhotos(row) {
  if (row.state !== 'sending') return nothing
  return html`<ul class="stack is-tight" role="list">
    ${photoProgress(row).map(
      ({ sent, size, complete }, i) => html`<li>
        <label class="hint report-photo">
          <span>${say('outbox.photo', { n: i + 1 })}</span>
          <progress max=${size} value=${sent}></progress>
          <span>${complete ? icon('check') : nothing}${say('outbox.photo_bytes', { sent: kilo(sent), size: kilo(size) })}</span>
        </label>
      </li>`,
    )}
  </ul>`
}

/** @param {number} bytes */
const kilo = (bytes) => Math.round(bytes / 1000)
