// What is shown below the word that a report is saved, once it is fetched.

import { html } from 'lit'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import './saved-more-texts.js'

export { drawChain } from '../outbox/chain-line.js'

/** To others, and to the form alone: the number is the sender's own key, and is told to nobody. */
export function drawInvitation() {
  const message = `${say('share.after_words')} ${location.origin}/lapor`
  return html`<a
    class="button is-quiet is-wide"
    href="https://wa.me/?text=${encodeURIComponent(message)}"
    target="_blank"
    rel="noopener"
    >${icon('share-2')}${say('share.after')}</a
  >`
}
