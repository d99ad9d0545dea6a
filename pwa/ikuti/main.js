// The page /ikuti: its words lie in the page, one part for each state; the script shows the one that holds.

import { act, look } from './browser.js'

/** @typedef {import('./browser.js').State} State */

const part = /** @type {HTMLElement | null} */ (document.querySelector('[data-follow]'))

/** @param {State} state */
function show({ how, follows }) {
  if (!part) return
  for (const one of part.querySelectorAll('[data-state]')) {
    const element = /** @type {HTMLElement} */ (one)
    element.hidden = element.dataset.state !== how
  }
  const others = /** @type {HTMLElement} */ (part.querySelector('[data-others]'))
  others.hidden = follows.length < 2
  others.querySelector('[data-list]')?.replaceChildren(...follows.map(({ name }) => line(name)))
}

/** @param {string} name */
function line(name) {
  const item = document.createElement('li')
  item.textContent = name
  return item
}

/** @param {HTMLElement} of */
function begin(of) {
  const topic = of.dataset.follow ?? ''
  const language = of.dataset.language ?? 'id'
  of.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element ? /** @type {HTMLButtonElement | null} */ (target.closest('[data-do]')) : null
    if (!button) return
    button.disabled = true
    show(await act(/** @type {any} */ (button.dataset.do), topic, language))
    button.disabled = false
    of.querySelector('h2')?.scrollIntoView({ block: 'nearest' })
  })
  void look(topic, language).then(show)
}

if (part) begin(part)
