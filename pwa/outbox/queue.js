// How the whole queue stands: how many wait, why, and the way to send them now, or to what needs the person.

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
 * @typedef {import('./tally.js').Tally} Tally
 */

/** @param {Tally} tally @param {How} how @param {{ send: Send, show: (id: string) => void }} ways */
export function drawQueue(tally, how, { send, show }) {
  const { moving, stuck } = tally
  const [tone, sign] = moving ? ['sun', 'cloud-upload'] : stuck ? ['clay', 'triangle-alert'] : ['leaf', 'circle-check-big']
  return html`<div class="notice" data-tone=${tone}>
    ${icon(sign)}
    <div class="stack is-tight">
      <p><strong>${told(tally)}</strong> ${moving ? why(how) : nothing}</p>
      ${moving ? drawSend(how, send) : nothing} ${stuck ? drawStuck(tally, show) : nothing}
    </div>
  </div>`
}

/** @param {Tally} tally */
function told({ reports, answers, stuck, moving }) {
  if (!moving) return stuck ? say('outbox.queue.stuck', { n: stuck }) : say('phone.list.all_sent')
  const parts = [reports && say('phone.list.unsent', { n: reports }), answers && say('outbox.queue.answers', { n: answers })]
  return [...parts, stuck && say('outbox.queue.stuck_too', { n: stuck })].filter(Boolean).join(' ')
}

/** @param {Tally} tally @param {(id: string) => void} show */
function drawStuck({ first }, show) {
  return html`<a class="button is-quiet" href=${`#laporan/${first}`} @click=${() => show(first)}>
    ${icon('arrow-right')}${say('outbox.queue.show')}
  </a>`
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
