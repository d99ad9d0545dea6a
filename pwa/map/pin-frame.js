// What stands around the map with the pin: its title, the signs upon it, and below it words and buttons.

import { html, nothing } from 'lit'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import { away, placeWords } from './far.js'
import './texts.js'
import { ZOOMS } from './view.js'

/**
 * @typedef {import('./plane.js').Point} Point
 *
 * @typedef {object} Known
 * @property {import('../shared/register.js').Kelurahan[]} kelurahan
 * @property {import('./plane.js').Outlines | null} outlines
 * @property {import('../outbox/row.js').Where | null} fix the phone's own position
 * @property {import('../outbox/row.js').Where | null} where
 */

/** @param {() => void} giveUp */
export function drawHead(giveUp) {
  return html`<header class="pin-head">
    <h2 id="pin-title">${say('map.title')}</h2>
    <button class="button is-quiet" type="button" @click=${giveUp}>${icon('x')}${say('map.cancel')}</button>
  </header>`
}

/** @param {number} step of zooming @param {boolean} hasPin @param {{ zoom: (by: 1 | -1) => void, centre: () => void }} ways */
export function drawZooming(step, hasPin, { zoom, centre }) {
  return html`<div class="pin-zoom">
    ${drawSign('plus', 'map.closer', () => zoom(1), step === ZOOMS.length - 1)}
    ${drawSign('minus', 'map.farther', () => zoom(-1), step === 0)}
    ${drawSign('locate-fixed', 'map.to_pin', centre, !hasPin)}
  </div>`
}

/** A button that is only a sign. @param {string} sign @param {string} name @param {() => void} press @param {boolean} off */
const drawSign = (sign, name, press, off) =>
  html`<button class="button is-quiet" type="button" aria-label=${say(name)} aria-disabled=${off} @click=${() => off || press()}>${icon(sign)}</button>`

/** @param {Known} known @param {Point | null} pin @param {{ phone: () => void, done: () => void }} ways */
export function drawFoot(known, pin, { phone, done }) {
  return html`<footer class="pin-foot">
    <p role="status" id="pin-words" class="pin-words">${icon('map-pin')}<span>${words(known, pin)}</span></p>
    ${drawHint(known)}
    <div class="row">
      ${drawPhone(known, phone)}
      <button class="button" type="button" @click=${done}>${icon('check')}${say('map.done')}</button>
    </div>
  </footer>`
}

/** @param {Known} known @param {Point | null} pin */
const words = ({ fix, kelurahan, outlines }, pin) => (pin ? away(fix, pin, placeWords(pin, kelurahan, outlines)) : say('map.none'))

/** @param {Known} known */
function drawHint({ where, outlines }) {
  const hints = [where?.source === 'gps' && say('map.hint'), !outlines && say('map.rough')].filter(Boolean)
  return hints.length ? html`<p class="hint">${hints.join(' ')}</p>` : nothing
}

/** Back to the phone's own position. @param {Known} known @param {() => void} phone */
function drawPhone({ fix, where }, phone) {
  if (!fix || where?.source === 'gps') return nothing
  return html`<button class="button is-quiet" type="button" @click=${phone}>${icon('undo-2')}${say('map.back')}</button>`
}
