import { html, nothing } from 'lit'
import { icon } from '../shared/icon.js'
import { say } from '../shared/words.js'

/**
 * The way that needs neither a position nor a map: kelurahan and RT.
 *
 * @param {import('../outbox/row.js').Form | null} form
 * @param {import('../shared/register.js').Kelurahan[]} all
 * @param {{ problem: string, fill: (patch: Partial<import('../outbox/row.js').Form>) => void }} how
 */
export function drawKelurahan(form, all, { problem, fill }) {
  const { kelurahan = '', kelurahan_by_hand = false, rt = '', where = null } = form ?? {}
  const proposed = where && kelurahan && !kelurahan_by_hand
  return html`<div class="place-row">
    <div class="field">
      <label for="kelurahan">${say('phone.place.kelurahan')}</label>
      <select
        class="input"
        id="kelurahan"
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby="place-hint"
        @change=${(/** @type {Event} */ event) => fill(chosen(event))}
      >
        <option value="" ?selected=${!kelurahan}>${say('phone.place.choose')}</option>
        ${byName(all).map(({ code, name }) => html`<option value=${code} ?selected=${code === kelurahan}>${name}</option>`)}
      </select>
    </div>
    <div class="field">
      <label for="rt">${say('phone.place.rt')}</label>
      <input class="input" id="rt" inputmode="numeric" pattern="[0-9]*" maxlength="3" autocomplete="off"
        .value=${rt} @input=${(/** @type {Event} */ event) => fill({ rt: valueOf(event).replace(/\D/g, '') })} />
    </div>
    <p class="hint" id="place-hint">${proposed ? say(`place.proposed.${where.source}`) : nothing}</p>
    ${problem ? html`<p class="fault" id="place-fault">${icon('triangle-alert')}${problem}</p>` : nothing}
  </div>`
}

/** @param {Event} event */
function chosen(event) {
  const kelurahan = valueOf(event)
  return { kelurahan, kelurahan_by_hand: kelurahan !== '' }
}

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value

/** @param {import('../shared/register.js').Kelurahan[]} all */
const byName = (all) => [...all].sort((a, b) => (a.name < b.name ? -1 : 1)) // names of one alphabet: a Collator takes a phone 60 ms to make
