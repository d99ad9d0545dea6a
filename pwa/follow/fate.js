import { html, nothing } from 'lit'
import { icon } from '../shared/icon.js'
import { ago } from '../shared/time.js'
import { language, say } from '../shared/words.js'
import { isKnown, lookOf, turnOf } from './status.js'
import './texts.js'

/** @typedef {import('./status.js').Fate} Fate */

/**
 * What became of a report: the state in plain words, what was said about it, what one can do now, and how old the
 * news is.
 *
 * @param {Fate | null} fate
 * @param {{ drop: (reply: import('./reply.js').Reply) => void }} how
 */
export function drawFate(fate, { drop }) {
  if (!fate) return nothing
  const { tone, sign } = lookOf(fate.state)
  return html`<div class="fate" data-tone=${tone}>
    <p class="fate-state">${icon(sign)}<span class="hidden-words">${say('follow.name')}: </span><strong>${stateWords(fate.state)}</strong></p>
    ${drawSaid(fate)} ${advice(fate)} ${drawNote(fate)} ${drawTurn(fate, drop)}
    <p class="hint">${say('follow.heard', { ago: say(...ago(Date.now() - fate.heard_at)) })}</p>
  </div>`
}

/** @param {string} state */
export const stateWords = (state) => (isKnown(state) ? say(`shared.state.${state}`) : say('follow.state_new'))

/** The reviewer's reason and words. @param {Pick<Fate, 'label' | 'words' | 'state'>} fate */
export function drawSaid({ label, words, state }) {
  const reason = label?.[language()] ?? ''
  if (!reason && !words) return nothing
  return html`<blockquote class="fate-said">
    <p class="hint">${say(state === 'needs_info' ? 'follow.question' : 'follow.said')}</p>
    ${reason ? html`<p>${reason}</p>` : nothing} ${words ? html`<p class="words">${words}</p>` : nothing}
  </blockquote>`
}

/** @param {Fate} fate */
function advice(fate) {
  if (turnOf(fate) === 'on-its-way' || !isKnown(fate.state)) return nothing
  return html`<p>${say(fate.answered ? 'follow.advice.answered' : `follow.advice.${fate.state}`)}</p>`
}

/** @param {Pick<Fate, 'note'>} fate */
function drawNote({ note }) {
  return note ? html`<p>${note[language()]}</p>` : nothing
}

/** @param {Fate} fate @param {(reply: import('./reply.js').Reply) => void} drop */
function drawTurn(fate, drop) {
  const turn = turnOf(fate)
  if (turn === 'ask' || turn === 'draft') {
    return html`<a class="button is-wide" href="#jawab/${fate.id}">
      ${icon('message-square-reply')}${say(turn === 'ask' ? 'follow.answer' : 'follow.answer_continue')}
    </a>`
  }
  const { reply } = fate
  if (!reply || turn === null) return nothing
  if (turn === 'blocked') return drawBlocked(reply, drop)
  return html`<p class="fate-state">${icon(reply.state === 'queued' ? 'smartphone' : 'cloud-upload')}${say(`follow.reply.${reply.state}`)}</p>`
}

/** @param {import('./reply.js').Reply} reply @param {(reply: import('./reply.js').Reply) => void} drop */
function drawBlocked(reply, drop) {
  return html`<p class="fault">${icon('triangle-alert')}<span>${say(`follow.blocked.${reply.blocked}`)}</span></p>
    ${reply.words ? html`<blockquote class="fate-said"><p class="hint">${say('follow.yours')}</p><p class="words">${reply.words}</p></blockquote>` : nothing}
    <button class="button is-quiet is-wide" type="button" @click=${() => drop(reply)}>${icon('trash-2')}${say('follow.drop_answer')}</button>`
}
