// What stands above the view: one notice at a time.

import { html, nothing } from 'lit'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'
import { pageOf, takeOver } from './update.js'

/** The gravest first: whoever has read it sees the next. @param {import('./app.js').MasdarlingApp} app */
export function drawNotice(app) {
  const { concern, desk, shared, trouble, view } = app
  if (trouble) return html`<div class="notice" data-tone="clay" role="alert">${icon('triangle-alert')}<div>${say(trouble)}</div></div>`
  if (concern) return html`<storage-notice .safe=${desk?.safe} .concern=${concern}></storage-notice>`
  if (shared && view === 'form') return drawShared(shared)
  const needs = desk?.following.needs ?? 0
  if (needs && view === 'form') return drawQuestions(needs)
  return app.offersUpdate ? drawUpdate(app) : nothing
}

/** Once it is pressed while something is sent, it goes on by itself: a second press would do nothing. @param {import('./app.js').MasdarlingApp} app */
const drawUpdate = (app) =>
  html`<div class="notice" data-tone="sea" role="status">
    ${icon('sparkles')}
    <div class="row is-apart">
      <span>${say(`phone.update.${app.newVersion}`)}</span>
      ${app.newVersion === 'sending'
        ? nothing
        : html`<button class="button is-quiet" type="button" @click=${() => takeOver(pageOf(app))}>${say('phone.update.reload')}</button>`}
    </div>
  </div>`

/** Reviewers wait for this person. @param {number} n reports they ask about */
const drawQuestions = (n) =>
  html`<div class="notice" data-tone="sun">
    ${icon('message-square-reply')}
    <div class="row is-apart">
      <span>${say('notices.questions', { n })}</span>
      <a class="button is-quiet" href="#laporan">${say('notices.see')}</a>
    </div>
  </div>`

/** How a share from another app ended. @param {string} shared */
function drawShared(shared) {
  const good = shared === 'whole'
  return html`<div class="notice" data-tone=${good ? 'leaf' : 'sun'} role="status">
    ${icon(good ? 'circle-check-big' : 'triangle-alert')}
    <div>${say(`shell.share.${shared}`)}</div>
  </div>`
}
