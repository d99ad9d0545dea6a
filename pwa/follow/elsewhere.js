import { html, nothing } from 'lit'
import { icon } from '../shared/icon.js'
import { categoryOf } from '../shared/register.js'
import { ago } from '../shared/time.js'
import { language, say } from '../shared/words.js'
import { drawFate } from './fate.js'
import { answerWaits } from './status.js'

/**
 * Those under each filter of the list.
 *
 * @param {import('./following.js').Following | null} following
 * @param {{ id: string }[]} rows those this phone holds itself
 * @returns {Record<import('../outbox/groups.js').Group, import('./lines.js').Line[]>}
 */
export function elsewhere(following, rows) {
  const all = following?.elsewhere(rows) ?? []
  return { all, unsent: all.filter(({ id }) => answerWaits(following?.fate(id) ?? null)), sent: [], over: [] }
}

/**
 * Reports of this person that were sent from another phone: to read, and to answer.
 *
 * @param {import('./following.js').Following} following
 * @param {import('./lines.js').Line[]} lines
 * @param {{ register: import('../shared/register.js').Register | null, drop: (reply: import('./reply.js').Reply) => void }} how
 */
export function drawElsewhere(following, lines, how) {
  if (!lines.length) return nothing
  return html`<section class="stack is-tight" aria-labelledby="elsewhere">
    <h2 id="elsewhere">${say('follow.elsewhere')}</h2>
    <p class="muted">${say('follow.elsewhere_why')}</p>
    <ul class="stack is-tight" role="list">
      ${lines.map((line) => html`<li id="report-${line.id}" tabindex="-1">${drawLine(line, following, how)}</li>`)}
    </ul>
  </section>`
}

/**
 * @param {import('./lines.js').Line} line
 * @param {import('./following.js').Following} following
 * @param {{ register: import('../shared/register.js').Register | null, drop: (reply: import('./reply.js').Reply) => void }} how
 */
function drawLine(line, following, { register, drop }) {
  const category = register ? categoryOf(register, line.category) : undefined
  const title = category?.label[language()] ?? line.category
  const place = register?.kelurahan.find(({ code }) => code === line.kelurahan)?.name
  const facts = [place, say(...ago(Date.now() - Date.parse(line.received_at))), line.number].filter(Boolean).join(' · ')
  return html`<article class="card report" aria-label=${title}>
    <span class="report-cover picture">${icon(category?.icon ?? 'flag', 'is-big')}</span>
    <div class="report-words">
      <h3 class="report-title">${title}</h3>
      <p class="hint">${facts}</p>
    </div>
    <div class="report-more">
      ${drawFate(following.fate(line.id), { drop })}
      <a class="button is-quiet" href="/lacak/${line.number}">${icon('arrow-right')}${say('follow.whole')}</a>
    </div>
  </article>`
}
