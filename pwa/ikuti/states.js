// Following by this browser. Its words lie in the page, one part for each state; the script shows the one that holds. After
// a tap the focus goes there, as the button that had it is gone, and so is read out by who cannot see it.

import { act, look } from './browser.js'

/** @typedef {import('./browser.js').State} State */
/** @typedef {import('./browser.js').What} What */

/** @param {HTMLElement} of */
export function begin(of) {
  const topic = of.dataset['follow'] ?? ''
  const language = of.dataset['language'] ?? 'id'
  /** @type {What} what "again" does again */
  let last = 'look'
  of.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-do]')) : null
    if (!button) return
    last = button.dataset['do'] === 'again' ? last : /** @type {What} */ (button.dataset['do'])
    only(of, 'busy')?.focus()
    const { how, follows } = await act(last, topic, language)
    list(of, follows)
    only(of, how)?.focus()
  })
  void look(topic, language).then(({ how, follows }) => (list(of, follows), only(of, how)))
}

/** Show the part of a state. @param {HTMLElement} of @param {string} how */
function only(of, how) {
  const parts = [.../** @type {NodeListOf<HTMLElement>} */ (of.querySelectorAll('[data-state]'))]
  for (const one of parts) one.hidden = one.dataset['state'] !== how
  return parts.find((one) => !one.hidden)
}

/** What else is followed, once there is more than one. @param {HTMLElement} of @param {State['follows']} follows */
function list(of, follows) {
  const others = /** @type {HTMLElement} */ (of.querySelector('[data-others]'))
  others.hidden = follows.length < 2
  others.querySelector('[data-list]')?.replaceChildren(...follows.map(({ name }) => line(name)))
}

/** @param {string} name */
function line(name) {
  const item = document.createElement('li')
  item.textContent = name
  return item
}
