// Fetches the moving map once somebody touches the page, by whatever means: until then the still one is there at once.

import { ahead } from './ahead.js'

const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'scroll', 'keydown', 'focusin']
/** Of somebody who is there. */

/** Of rest after what did not come: a line that is down is not knocked at with every move of a finger. */
const REST_MS = 2_000

const place = document.getElementById('peta')
if (place) wait(place)

/** @param {HTMLElement} place */
function wait(place) {
  const begin = onTouch(() => void come(place))
  if (new URLSearchParams(location.search).has('@')) begin() // the still map does not show that view
  else addEventListener('load', () => ahead([place.dataset['styles'] ?? '', place.dataset['script'] ?? '']), { once: true })
}

/** Once. @param {() => void} touched @returns {() => void} as if somebody had */
function onTouch(touched) {
  const gone = new AbortController()
  const begin = () => {
    gone.abort()
    touched()
  }
  for (const sign of SIGNS) addEventListener(sign, begin, { capture: true, passive: true, signal: gone.signal })
  return begin
}

/** Or another time: the still map stays, and so does the form with its button. @param {HTMLElement} place */
async function come(place) {
  if (!(await moves(place))) setTimeout(() => onTouch(() => void come(place)), REST_MS)
}

/** The styles first: a map without them is no map. @param {HTMLElement} place @returns {Promise<boolean>} */
async function moves({ dataset: { script = '', styles = '' } }) {
  void fetched('link', { rel: 'preload', as: 'script', href: script })
  return (await fetched('link', { rel: 'stylesheet', href: styles })) && fetched('script', { src: script })
}

/**
 * Whether it came.
 * @template {'link' | 'script'} Kind
 * @param {Kind} kind @param {Partial<HTMLElementTagNameMap[Kind]>} what
 * @returns {Promise<boolean>}
 */
function fetched(kind, what) {
  const made = Object.assign(document.createElement(kind), what)
  const came = new Promise((tell) => {
    made.addEventListener('load', () => tell(true))
    made.addEventListener('error', () => (made.remove(), tell(false)))
  })
  document.head.append(made)
  return came
}
