// What was refused of many, each with its why and a way to it.

/** @param {HTMLElement} card @param {import('./sending.js').Refused[]} refused */
export function listed(card, refused) {
  const pattern = /** @type {HTMLTemplateElement} */ (card.querySelector('template'))
  const place = /** @type {HTMLElement} */ (pattern.parentElement)
  place.hidden = !refused.length
  for (const one of refused) place.append(item(pattern, one))
}

/** @param {HTMLTemplateElement} pattern @param {import('./sending.js').Refused} one */
function item(pattern, { id, number = '', about = '', title, reason = '', words = '' }) {
  const made = /** @type {HTMLElement} */ (document.importNode(pattern.content, true).firstElementChild)
  const link = /** @type {HTMLAnchorElement} */ (made.querySelector('a'))
  link.href = `/tinjau/${id}`
  link.textContent = [number, about].filter(Boolean).join(', ')
  link.hidden = !number
  const why = /** @type {HTMLElement} */ (made.querySelector('p'))
  why.textContent = [title, reason, words && `“${words}”`].filter(Boolean).join(' ')
  return made
}
