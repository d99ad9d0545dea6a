import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { listen } from '../shared/news.js'
import { say } from '../shared/words.js'
import './texts.js'

/** @typedef {import('./push.js').Push} Push */

/** A calm offer with its reason, after the first delivered report. @param {Push} push */
function drawOffer(push) {
  if (push.state !== 'offer') return nothing
  return html`<section class="card stack is-tight" aria-labelledby="push-offer">
    <h2 class="as-h3" id="push-offer">${say('follow.push.title')}</h2>
    <p>${say('follow.push.why')}</p>
    <p class="hint">${say('follow.push.quiet')}</p>
    <div class="row">
      <button class="button" type="button" @click=${() => push.accept()}>${icon('bell-ring')}${say('follow.push.yes')}</button>
      <button class="button is-quiet" type="button" @click=${() => push.later()}>${say('follow.push.later')}</button>
    </div>
  </section>`
}

/** The switch in the settings. @param {Push} push */
function drawSwitch(push) {
  const { state } = push
  if (state === 'silent') return nothing
  if (state === 'unsupported' || state === 'denied') return html`<p>${say(`follow.push.${state}`)}</p>`
  const on = state === 'on'
  return html`<p>${say(on ? 'follow.push.is_on' : 'follow.push.is_off')}</p>
    <p class="hint">${say('follow.push.quiet')}</p>
    <button class="button is-quiet" type="button" @click=${() => (on ? push.turnOff() : push.accept())}>
      ${icon(on ? 'x' : 'bell-ring')}${say(on ? 'follow.push.turn_off' : 'follow.push.yes')}
    </button>`
}

/** The offer, or the switch (`kind`), drawn anew when something was chosen. */
export class PushPart extends Plain {
  static properties = { push: { attribute: false }, kind: {} }

  constructor() {
    super()
    /** @type {Push | null} */
    this.push = null
    /** @type {'offer' | 'switch'} */
    this.kind = 'offer'
    this.stop = () => {}
  }

  connectedCallback() {
    super.connectedCallback()
    this.stop = listen(() => this.requestUpdate())
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.stop()
  }

  render() {
    if (!this.push) return nothing
    return this.kind === 'offer' ? drawOffer(this.push) : drawSwitch(this.push)
  }
}

customElements.define('push-part', PushPart)
