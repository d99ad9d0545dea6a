// Who has the case that is shown, said above it. The words lie in the page.

import * as network from './hold.js'
import { BEAT_MS, Lease } from './lease.js'
import { SHOWN } from './stage.js'

/**
 * @param {Document} page
 * @returns {Lease}
 */
export function sayWhoHolds(page) {
  const place = /** @type {HTMLElement} */ (page.getElementById('pegangan'))
  const tell = (/** @type {import('./lease.js').Whose | null} */ whose, /** @type {import('./lease.js').Hold | undefined} */ hold) => {
    for (const one of /** @type {HTMLElement[]} */ ([...place.children])) one.hidden = one.dataset.whose !== whose
    const words = /** @type {HTMLElement | null} */ (place.querySelector(`[data-whose="${whose}"] [data-pattern]`))
    if (words && hold) words.textContent = filled(words.dataset.pattern ?? '', hold, page.documentElement.lang)
  }
  const isSeen = () => page.visibilityState === 'visible'
  const lease = new Lease({ ...network, now: Date.now, isSeen, tell })
  lease.begin(place.dataset.report ?? '', first(place.dataset))
  page.addEventListener(SHOWN, ({ target }) => void lease.open(/** @type {import('./stage.js').Case} */ (target).dataset.report))
  page.addEventListener('visibilitychange', () => void lease.beat())
  place.addEventListener('submit', (event) => (event.preventDefault(), void lease.takeOver()))
  addEventListener('pagehide', () => lease.leave())
  setInterval(() => void lease.beat(), BEAT_MS)
  return lease
}

/** What the server said when it drew the page. @param {DOMStringMap} said @returns {import('./lease.js').Hold | null} */
function first({ until, yours }) {
  return until ? { yours: Boolean(yours), name: '', until: Date.parse(until) } : null
}

/** @param {string} pattern @param {import('./lease.js').Hold} hold @param {string} language */
function filled(pattern, { name, until }, language) {
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Makassar' })
  return pattern.replace('{name}', () => name).replace('{until}', () => clock.format(until))
}
