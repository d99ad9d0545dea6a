// The list on the page. It comes when it is first wanted.

import { html } from 'lit'
import '../outbox/list.js'
import { like, renew, resend } from './again.js'

/**
 * @typedef {import('./app.js').MasdarlingApp} App
 * @typedef {import('./desk.js').Desk} Desk
 */

/** @param {App} app @param {Desk} desk */
export function draw(app, desk) {
  const { courier, drafts, following } = desk
  return html`<outbox-list
    .register=${desk.register}
    .box=${desk.box}
    .me=${desk.me}
    .standing=${courier.standing}
    .patience=${courier.patience}
    .line=${{ wifiOnly: desk.wifiOnly, mayGo: courier.photosMayGo }}
    .group=${app.group}
    .following=${following}
    .focused=${app.report}
    .tellsItsLine=${desk.tellsItsLine}
    .countSealed=${desk.people.countSealed}
    .joined=${desk.around?.joined ?? []}
    ?delivering=${app.delivering}
    @send=${told((sent) => courier.wake({ photos: sent?.photos === true }))}
    @new=${() => app.begin(drafts.begin())}
    @edit=${told(async (row) => (await drafts.edit(row)) && app.go('form'))}
    @renew=${told(async (row) => (await renew(desk, row), app.go('form')))}
    @resend=${told((row) => resend(desk, row))}
    @like=${told((row) => more(app, desk, row, false))}
    @like-photos=${told((row) => more(app, desk, row, true))}
    @drop=${told((row) => drafts.drop(row))}
    @leave=${told((id) => desk.joining?.leave(id))}
    @drop-reply=${told((reply) => following.drop(reply))}
    @undo=${told((row) => drafts.takeBack(row))}
  ></outbox-list>`
}

/** @param {(detail: any) => unknown} heard */
const told = (heard) => (/** @type {CustomEvent} */ { detail }) => heard(detail)

/** @param {App} app @param {Desk} desk @param {import('../outbox/row.js').Row} row @param {boolean} withPhotos */
const more = (app, desk, row, withPhotos) =>
  app.unlessFull(async () => {
    await like(desk, row, withPhotos)
    await app.go('form')
  })
