// Words to begin an answer with: a press on one puts it into the field, where it can be changed.

import { SHOWN } from './stage.js'

/** @param {Document} page */
export function offerStarts(page) {
  const show = () => {
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll('.starts'))) one.hidden = false
  }
  page.addEventListener(SHOWN, show)
  show()
  page.addEventListener('click', ({ target }) => {
    const start = /** @type {Element} */ (target).closest?.('button.start')
    const field = start?.closest('form')?.querySelector('textarea[name="words"]')
    if (!(start instanceof HTMLButtonElement) || !(field instanceof HTMLTextAreaElement)) return
    const others = [...(start.parentElement?.children ?? [])].map((one) => /** @type {HTMLElement} */ (one).dataset.words ?? '')
    field.value = begun(field.value, start.dataset.words ?? '', others)
    field.focus()
  })
}

/**
 * In the place of what another press put there; behind what somebody wrote.
 *
 * @param {string} written
 * @param {string} start
 * @param {string[]} starts all that are offered
 */
export function begun(written, start, starts) {
  const kept = starts.reduce((text, one) => text.replace(one, ''), written).trim()
  return [kept, start].filter(Boolean).join('\n')
}
