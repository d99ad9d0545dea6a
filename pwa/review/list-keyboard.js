// Keys in the list: the focus goes from row to row, so that a screen reader reads each.

import { keysAreOn, setKeys } from './key-setting.js'
import { meant } from './keys.js'

const KEYS = {
  letters: new Set(['o', 'x', 'z']),
  names: new Map([['j', 'next'], ['k', 'previous'], ['?', 'help'], ['/', 'search']]),
}

/**
 * @param {Document} page
 * @param {{ pick: (row: HTMLElement, isRange: boolean) => void, undo: () => void }} does
 */
export function listenToListKeys(page, does) {
  let on = keysAreOn()
  const help = /** @type {HTMLDialogElement} */ (page.querySelector('dialog.keys'))
  const box = /** @type {HTMLInputElement} */ (help.querySelector('input'))
  box.checked = on
  box.addEventListener('change', () => setKeys((on = box.checked)))
  for (const button of page.querySelectorAll('[data-open-keys]')) button.addEventListener('click', () => help.showModal())
  page.addEventListener('keydown', (event) => {
    const means = meant(event, /** @type {HTMLElement} */ (event.target), KEYS)
    if (!means || page.querySelector('dialog[open]')) return
    if (means.does === 'help') return event.preventDefault(), help.showModal()
    if (!on || means.does === 'digit') return
    event.preventDefault()
    press(page, means, event.shiftKey, does)
  })
}

/**
 * @param {Document} page
 * @param {import('./keys.js').Meant} means
 * @param {boolean} isRange
 * @param {{ pick: (row: HTMLElement, isRange: boolean) => void, undo: () => void }} does
 */
function press(page, means, isRange, does) {
  const here = page.activeElement?.closest('.case-row')
  if (means.does === 'next' || means.does === 'previous') return step(page, here ?? null, means.does)
  if (means.does === 'search') return search(page)
  if (means.does !== 'letter') return
  if (means.letter === 'z') return does.undo()
  if (!(here instanceof HTMLElement)) return
  const link = /** @type {HTMLElement | null} */ (here.querySelector('a.whole'))
  if (means.letter === 'x') does.pick(here, isRange)
  else link?.click()
}

/** @param {Document} page @param {Element | null} here @param {'next' | 'previous'} way */
function step(page, here, way) {
  const rows = [...page.querySelectorAll('.case-row:not([hidden])')]
  const now = here ? rows.indexOf(here) : -1
  const to = way === 'next' ? now + 1 : Math.max(0, now - 1)
  const link = /** @type {HTMLElement | null | undefined} */ (rows[Math.min(to, rows.length - 1)]?.querySelector('a.whole'))
  link?.focus()
  link?.closest('.case-row')?.scrollIntoView({ block: 'nearest' })
}

/** @param {Document} page */
function search(page) {
  const fold = page.querySelector('details.narrow')
  if (fold instanceof HTMLDetailsElement) fold.open = true
  page.getElementById('cari')?.focus()
}
