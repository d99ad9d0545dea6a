// The answer to a reviewer's question on the page. It comes when it is first wanted.

import { html } from 'lit'
import '../follow/reply-form.js'
import { categoryOf } from '../shared/register.js'
import { language } from '../shared/words.js'

/** @param {import('./app.js').MasdarlingApp} app @param {import('./desk.js').Desk} desk */
export function draw({ report }, desk) {
  const { following, register, upkeep } = desk
  const line = following.lines.get(report)
  const back = () => (location.hash = `#laporan/${report}`)
  return html`<reply-form
    .fate=${following.fate(report)}
    .given=${{ box: desk.box, replies: following.replies }}
    .owner=${desk.owner}
    .title=${(register && line && categoryOf(register, line.category)?.label[language()]) || ''}
    .isFull=${desk.isFull}
    @captured=${() => upkeep.finish()}
    @replied=${() => (upkeep.replied(), back())}
    @back=${back}
  ></reply-form>`
}
