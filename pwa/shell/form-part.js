// The form on the page, and the word that it is saved.

import { html } from 'lit'
import '../capture/form.js'
import { taps } from '../shared/second-tap.js'

/**
 * @typedef {import('./app.js').MasdarlingApp} App
 * @typedef {import('./desk.js').Desk} Desk
 */

const otherView = taps(window)

/** @param {App} app @param {Desk} desk */
export function drawForm(app, desk) {
  const { drafts } = desk
  return html`<lapor-form
    .register=${desk.register}
    .draft=${drafts.current}
    .choices=${drafts.choices}
    .slip=${drafts.slip}
    .looks=${desk.looks}
    .around=${desk.around}
    .owner=${desk.owner}
    .isFull=${desk.isFull}
    ?lost=${drafts.lost}
    ?distrusted=${drafts.distrusted}
    @captured=${() => desk.upkeep.finish()}
    @saved=${(/** @type {CustomEvent<import('../outbox/row.js').Row>} */ { detail }) => saved(app, desk, detail)}
    @gone=${() => app.gone()}
    @drop=${() => app.begin(drafts.empty())}
    @slip=${(/** @type {CustomEvent} */ { detail }) => slip(app, desk, detail)}
    @located=${(/** @type {CustomEvent} */ { detail }) => desk.around?.want(detail)}
    @join=${(/** @type {CustomEvent} */ { detail }) => app.unlessFull(async () => app.begin(desk.joining?.join(detail)))}
  ></lapor-form>`
}

/** @param {App} app @param {Desk} desk */
export function drawSaved(app, desk) {
  return html`<report-saved
      .row=${desk.last}
      ?unprotected=${desk.safe.isProtected === false}
      ?delivering=${app.delivering}
      @new=${() => app.begin(desk.drafts.begin())}
      @list=${() => app.go('list')}
    ></report-saved>
    <push-part .push=${desk.following.push}></push-part>
    <install-part .desk=${desk}></install-part>`
}

/** @param {App} app @param {Desk} desk @param {import('../outbox/row.js').Row} row */
async function saved(app, desk, row) {
  app.trouble = app.shared = ''
  otherView()
  await app.go('saved')
  await desk.drafts.saved(row)
  app.requestUpdate()
}

/** @param {App} app @param {Desk} desk @param {import('../capture/form.js').Slip | null} removed */
function slip(app, desk, removed) {
  desk.drafts.slip = removed
  app.requestUpdate()
}
