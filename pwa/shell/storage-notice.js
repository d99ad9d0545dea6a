import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { ago } from '../shared/time.js'
import { say } from '../shared/words.js'
import './settings-texts.js'

/** @type {Record<import('./safekeeping.js').Concern, { tone: string, sign: string }>} */
const LOOKS = {
  lost: { tone: 'clay', sign: 'triangle-alert' },
  full: { tone: 'clay', sign: 'hard-drive' },
  private: { tone: 'sun', sign: 'eye-off' },
  filling: { tone: 'sun', sign: 'hard-drive' },
}

/** What the person should know of this phone's storage: what happened, and what to do. One at a time. */
export class StorageNotice extends Plain {
  static properties = { safe: { attribute: false }, concern: {} }

  constructor() {
    super()
    /** @type {import('./safekeeping.js').Safekeeping | null} */
    this.safe = null
    /** @type {import('./safekeeping.js').Concern | null} */
    this.concern = null
  }

  render() {
    const { concern, safe } = this
    if (!concern || !safe) return nothing
    const { tone, sign } = LOOKS[concern]
    return html`<div class="notice" data-tone=${tone} role="alert">
      ${icon(sign)}
      <div class="stack is-tight">
        <p><strong>${this.#title(concern)}</strong></p>
        <p>${say(`settings.concern.${concern}`)}</p>
        <div class="row">
          <button class="button is-quiet" type="button" @click=${() => safe.dismiss(concern)}>${say('settings.understood')}</button>
        </div>
      </div>
    </div>`
  }

  /** @param {import('./safekeeping.js').Concern} concern */
  #title(concern) {
    const loss = this.safe?.watchman.loss
    if (concern !== 'lost' || !loss) return say(`settings.concern.${concern}_title`)
    const when = loss.since ? say(...ago(Date.now() - loss.since)) : ''
    const lost = say('settings.lost', { n: loss.count })
    return when ? `${lost} ${say('settings.lost_since', { ago: when })}` : lost
  }
}

customElements.define('storage-notice', StorageNotice)
