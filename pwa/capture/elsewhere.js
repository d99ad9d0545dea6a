import { html, nothing } from 'lit'
import { icon } from '../shared/icon.js'
import { listen } from '../shared/news.js'
import { say } from '../shared/words.js'

const NEWS_MS = 60_000

/** The same draft in another tab: its fields appear here, and the person is told that both count. */
export class Elsewhere {
  /** @param {import('./form.js').LaporForm} form */
  constructor(form) {
    this.form = form
    this.since = 0
    this.stop = () => {}
    form.addController(this)
  }

  hostConnected() {
    this.stop = listen((news) => void this.#heard(news))
  }

  hostDisconnected() {
    this.stop()
  }

  /** @param {import('../shared/news.js').News} news */
  async #heard(news) {
    const { form } = this
    if (news.what !== 'draft' || news.report !== form.draft?.row.id) return
    if (!(await form.draft.refresh())) return form.tell('gone')
    this.since = Date.now()
    form.requestUpdate()
    setTimeout(() => form.requestUpdate(), NEWS_MS + 1)
  }

  render() {
    if (Date.now() - this.since > NEWS_MS) return nothing
    return html`<div class="notice" data-tone="sea" role="status">${icon('copy')}<div>${say('capture.elsewhere')}</div></div>`
  }
}
