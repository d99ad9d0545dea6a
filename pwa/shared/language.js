// The language of this browser: the same cookie the server's pages go by.

import { language, speak } from './words.js'

const COOKIE = 'md_lang'
const YEAR_S = 365 * 24 * 3600
const changes = new EventTarget()

/** The person's choice, else what the browser prefers, else Indonesian. @returns {'id' | 'en'} */
function preferred() {
  const chosen = new RegExp(`${COOKIE}=(id|en)`).exec(document.cookie)?.[1]
  const best = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'id' || tag === 'en')
  return /** @type {'id' | 'en'} */ (chosen ?? best ?? 'id')
}

/** Where the words cannot be had, the language stays. */
export async function startLanguage() {
  await speak(preferred()).catch(console.warn)
  document.documentElement.lang = language()
}

export async function switchLanguage() {
  await speak(language() === 'id' ? 'en' : 'id').catch(console.warn)
  document.cookie = `${COOKIE}=${language()}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`
  document.documentElement.lang = language()
  changes.dispatchEvent(new Event('change'))
}

/** @param {() => void} heard @returns {() => void} stops listening */
export function listenToLanguage(heard) {
  changes.addEventListener('change', heard)
  return () => changes.removeEventListener('change', heard)
}
