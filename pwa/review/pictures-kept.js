// A case as it was drawn, with the pictures that were kept in the place of those at the server.

/** The part of an address that names a photo, whatever its size. @param {string} address */
const photoOf = (address) => /\/photos\/[0-9a-f]{64}/.exec(address)?.[0] ?? ''

/**
 * @param {string} html
 * @param {import('./taken.js').Picture[]} pictures
 * @returns {string}
 */
export function withKept(html, pictures) {
  const holder = document.createElement('template')
  holder.innerHTML = html
  for (const { id, bytes, type } of pictures) {
    const kept = URL.createObjectURL(new Blob([bytes], { type }))
    for (const one of holder.content.querySelectorAll(`[src*="${photoOf(id)}"]`)) one.setAttribute('src', kept)
    for (const one of holder.content.querySelectorAll(`[href*="${photoOf(id)}"]`)) one.setAttribute('href', kept)
  }
  for (const far of holder.content.querySelectorAll('a[data-compare], a[data-map]')) far.remove() // only the server has those
  return holder.innerHTML
}
