// Keys on a case: each presses what is on the page, so that it does what a finger would do.

import { keysAreOn, setKeys } from './key-setting.js'
import { meant } from './keys.js'

/**
 * @param {Document} page
 * @param {{ next: () => void, previous: () => void, undo: () => Promise<boolean> }} does
 */
export function listenToKeys(page, does) {
  let on = keysAreOn()
  const help = page.querySelector('dialog.keys')
  const acts = { ...does, help: () => help instanceof HTMLDialogElement && help.showModal(), search: () => {} } // a list is searched, a case is not
  const box = help?.querySelector('input')
  if (box) {
    box.checked = on
    box.addEventListener('change', () => setKeys((on = box.checked)))
  }
  page.addEventListener('click', (event) => isFor(event, '[data-open-keys]') && acts.help())
  page.addEventListener('keydown', (event) => {
    const means = meant(event, /** @type {HTMLElement} */ (event.target))
    if (!means || (!on && means.does !== 'help') || page.querySelector('dialog[open]')) return
    event.preventDefault()
    void press(page, means, acts)
  })
}

/** @param {Event} event @param {string} selector */
const isFor = ({ target }, selector) => Boolean(/** @type {Element} */ (target).closest?.(selector))

/**
 * @param {Document} page
 * @param {import('./keys.js').Meant} means
 * @param {{ next: () => void, previous: () => void, undo: () => Promise<boolean>, help: () => void, search: () => void }} acts
 */
async function press(page, means, acts) {
  if (means.does === 'digit') return pressDigit(page, means.digit)
  if (means.does !== 'letter') return acts[means.does]()
  if (means.letter === 'z' && (await acts.undo())) return
  push(page.querySelector(`[data-letter="${means.letter}"]`))
}

/** Of an open form the reasons, else the verdicts in their order. @param {Document} page @param {number} digit */
function pressDigit(page, digit) {
  const reasons = page.querySelectorAll('.verdicts details[open] input[type="radio"]')
  push((reasons.length ? reasons : page.querySelectorAll('[data-key="verdict"]'))[digit - 1])
}

/** @param {Element | null | undefined} pressed */
function push(pressed) {
  if (!(pressed instanceof HTMLElement)) return
  pressed.click()
  pressed.focus()
  if (pressed.tagName === 'SUMMARY') pressed.closest('details')?.scrollIntoView({ block: 'nearest' })
}
