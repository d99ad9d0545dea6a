// How the whole queue stands: how many wait, why, and the way to send them now.

import { html, nothing } from 'lit'
import { icon } from '../shared/icon.js'
import { clock } from '../shared/time.js'
import { say } from '../shared/words.js'
import './texts.js'

/**
 * `patience`: until when the server asked to be left alone, in milliseconds since 1970.
 *
 * @typedef {{ delivering: boolean, standing: string, patience: number | null, tellsItsLine: () => boolean }} How
 * @typedef {(photos: boolean) => void} Send `photos`: whether they go although they wait for Wi-Fi
 */

/** @param {number} unsent @param {How} how @param {Send} send */
export function drawQueue(unsent, how, send) {
  return html`<div class="notice" data-tone=${unsent ? 'sun' : 'leaf'}>
    ${icon(unsent ? 'cloud-upload' : 'circle-check-big')}
    <div class="stack is-tight">
      <p>
        <strong>${unsent ? say('phone.list.unsent', { n: unsent }) : say('phone.list.all_sent')}</strong>
        ${unsent ? why(how) : nothing}
      </p>
      ${unsent ? drawSend(how, send) : nothing}
    </div>
  </div>`
}

/** @param {How} how */
function why({ delivering, standing, patience, tellsItsLine }) {
  if (delivering) return say('phone.list.sending')
  if (patience) return say('delivery.patience', { time: clock(patience) })
  if (standing === 'wifi') return say(tellsItsLine() ? 'outbox.wifi.waits' : 'outbox.wifi.unknown')
  return standing === 'later' ? say('phone.list.no_network') : nothing
}

/** @param {How} how @param {Send} send */
function drawSend({ delivering, standing, patience }, send) {
  if (patience) return nothing
  const photos = standing === 'wifi'
  return html`<button class="button is-quiet" type="button" ?disabled=${delivering} @click=${() => send(photos)}>
    ${icon('send')}${say(photos ? 'outbox.wifi.send' : 'phone.list.send')}
  </button>`
}
