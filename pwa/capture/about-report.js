import { html, nothing } from 'lit'
import { Plain } from '../shared/element.js'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import './about-texts.js'

/** What a report says of an earlier one. Tells `fill` when it is a report of its own. */
export class AboutReport extends Plain {
  static properties = { form: { attribute: false } }

  constructor() {
    super()
    /** @type {import('../outbox/row.js').Form | null} */
    this.form = null
  }

  render() {
    const { about, mended } = this.form ?? {}
    if (!about) return nothing
    const [tone, sign, says] = mended ? ['leaf', 'circle-check-big', 'about.mended'] : ['sea', 'rotate-ccw', 'about.open']
    return html`<section class="notice" data-tone=${tone} aria-labelledby="lanjutan">
      ${icon(sign)}
      <div class="stack is-tight">
        <h2 id="lanjutan">${say(says)}</h2>
        <p>${say(mended ? 'about.mended_photo' : 'about.open_photo')}</p>
        <p><a href="/laporan/${about}">${say('about.see')}</a></p>
        <button class="link-button" type="button" @click=${this.#leave}>${say('about.other')}</button>
      </div>
    </section>`
  }

  #leave = () => this.tell('fill', { about: '', mended: false })
}

customElements.define('about-report', AboutReport)
