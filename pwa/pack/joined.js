import { html, nothing } from 'lit'
import { icon } from '../shared/icon.js'
import { categoryOf } from '../shared/register.js'
import { ago } from '../shared/time.js'
import { language, say } from '../shared/words.js'
import { isKnown } from '../follow/status.js'
import { isPast } from './outlook.js'
import './texts.js'

/**
 * @typedef {import('./echoes.js').Echo} Echo
 * @typedef {import('./outlook.js').Joined} Joined
 * @typedef {{ register: import('../shared/register.js').Register | null, leave: (id: string) => void }} How
 */

/** @type {Record<Echo['state'], [tone: string, sign: string]>} */
const LOOKS = {
  waiting: ['sun', 'smartphone'],
  told: ['leaf', 'circle-check-big'],
  leaving: ['stone', 'undo-2'],
  gone: ['stone', 'eye-off'],
  refused: ['clay', 'circle-x'],
}

/** What the person joined in on instead of reporting it again. @param {Joined[]} joined @param {How} how */
export function drawJoined(joined, how) {
  if (!joined.length) return nothing
  const past = joined.filter((one) => isPast(one, Date.now()))
  return html`<section class="stack is-tight" aria-labelledby="joined">
    <h2 id="joined">${say('pack.joined.title')}</h2>
    ${drawAll(joined.filter((one) => !past.includes(one)), how)} ${past.length ? drawPast(past, how) : nothing}
  </section>`
}

/** @param {Joined[]} joined @param {How} how */
const drawAll = (joined, how) =>
  html`<ul class="stack is-tight" role="list">
    ${joined.map((echo) => html`<li>${drawEcho(echo, how)}</li>`)}
  </ul>`

/** @param {Joined[]} past @param {How} how */
const drawPast = (past, how) =>
  html`<details class="report-ways">
    <summary class="button is-quiet">${say('pack.joined.past', { n: past.length })}</summary>
    ${drawAll(past, how)}
  </details>`

/** @param {Joined} echo @param {How} how */
function drawEcho(echo, { register, leave }) {
  const category = register ? categoryOf(register, echo.category) : undefined
  const title = category?.label[language()] ?? echo.category
  const place = register?.kelurahan.find(({ code }) => code === echo.kelurahan)?.name
  const [tone, sign] = LOOKS[echo.state]
  return html`<article class="card report" aria-label=${say('pack.joined.one', { title })}>
    ${echo.thumb
      ? html`<img class="report-cover" src="data:image/webp;base64,${echo.thumb}" alt="" />`
      : html`<span class="report-cover picture">${icon(category?.icon ?? 'flag', 'is-big')}</span>`}
    <div class="report-words">
      <h3 class="report-title">${say('pack.joined.one', { title })}</h3>
      <p class="hint">${[place, say(...ago(Date.now() - echo.at))].filter(Boolean).join(' · ')}</p>
      <span class="chip" data-tone=${tone}>${icon(sign)}${say(`pack.joined.state.${echo.state}`)}</span>
      ${drawOutlook(echo.outlook)}
      ${echo.me_too ? html`<p class="hint">${say('pack.joined.count', { n: echo.me_too })}</p>` : nothing}
    </div>
    <div class="report-more">${drawWays(echo, title, leave)}</div>
  </article>`
}

/** @param {string} outlook */
function drawOutlook(outlook) {
  if (outlook === 'over') return html`<p class="hint">${say('pack.joined.over')}</p>`
  return isKnown(outlook) ? html`<p class="hint">${say('pack.joined.now', { state: say(`shared.state.${outlook}`) })}</p>` : nothing
}

/** @param {Echo} echo @param {string} title @param {(id: string) => void} leave */
function drawWays({ id, state }, title, leave) {
  if (state === 'leaving') return nothing
  if (state === 'gone' || state === 'refused') {
    return html`<p>${say(`pack.joined.why.${state}`)}</p>
      <button class="button is-quiet" type="button" @click=${() => leave(id)}>${icon('x')}${say('pack.joined.forget')}</button>`
  }
  return html`<div class="row">
    <a class="button is-quiet" href="/laporan/${id}">${icon('arrow-right')}${say('pack.joined.see')}</a>
    <button class="button is-quiet" type="button" aria-label=${say('pack.joined.leave_name', { title })} @click=${() => leave(id)}>
      ${icon('undo-2')}${say('pack.joined.leave')}
    </button>
  </div>`
}
