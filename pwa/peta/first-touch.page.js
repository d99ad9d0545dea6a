// Fetches the moving map once somebody touches the page, by whatever means: until then the still one is there at once.

import { ahead } from './ahead.js'

const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'scroll', 'keydown', 'focusin']
/** Of somebody who is there. */

const place = document.getElementById('peta')
const form = document.getElementById('peta-saring')
if (place && form instanceof HTMLFormElement) wait(place, form)

/** @param {HTMLElement} place @param {HTMLFormElement} form */
function wait(place, form) {
  const gone = new AbortController()
  const early = { capture: true, passive: true, signal: gone.signal }
  const begin = () => {
    gone.abort()
    void moves(place, form)
  }
  for (const sign of SIGNS) addEventListener(sign, begin, early)
  if (new URLSearchParams(location.search).has('@')) begin() // the still map does not show that view
  else addEventListener('load', () => ahead([place.dataset['styles'] ?? '', place.dataset['script'] ?? '']), { once: true })
}

/** The styles first: a map without them is no map. @param {HTMLElement} place @param {HTMLFormElement} form */
async function moves(place, form) {
  const { script = '', styles = '' } = place.dataset
  form.addEventListener('change', () => place.classList.contains('leaflet-container') || form.submit()) // the map follows by itself
  void fetched('link', { rel: 'preload', as: 'script', href: script })
  await fetched('link', { rel: 'stylesheet', href: styles })
  await fetched('script', { src: script })
}

/**
 * Whether it came or not.
 * @template {'link' | 'script'} Kind
 * @param {Kind} kind @param {Partial<HTMLElementTagNameMap[Kind]>} what
 */
function fetched(kind, what) {
  const made = Object.assign(document.createElement(kind), what)
  const ends = new Promise((done) => {
    made.addEventListener('load', done)
    made.addEventListener('error', done)
  })
  document.head.append(made)
  return ends
}
