// A case as it was drawn, with the pictures that were kept in the place of those at the server.

/** @typedef {import('./taken.js').Picture} Picture */

/** So many cases keep their pictures at hand: one is gone back to, or its decision is taken back. */
const CASES = 10

/** The part of an address that names a photo, whatever its size. @param {string} address */
const photoOf = (address) => /\/photos\/[0-9a-f]{64}/.exec(address)?.[0] ?? ''

/** An address within the browser, which holds the bytes until it is revoked. @param {Picture} picture */
export const addressOf = ({ bytes, type }) => URL.createObjectURL(new Blob([bytes], { type }))

export class KeptPictures {
  /** Of the cases shown, the latest last. @type {string[][]} */
  #shown = []

  /** @param {string} html @param {Picture[]} pictures @returns {string} the case with them */
  withThem(html, pictures) {
    const kept = new Map(pictures.map((picture) => [photoOf(picture.id), addressOf(picture)]))
    this.#letGoBut([...kept.values()])
    return withKept(html, kept)
  }

  /** @param {string[]} addresses of the case that is shown now */
  #letGoBut(addresses) {
    this.#shown.push(addresses)
    for (const old of this.#shown.splice(0, this.#shown.length - CASES).flat()) URL.revokeObjectURL(old)
  }
}

/** @param {string} html @param {Map<string, string>} kept address by photo */
function withKept(html, kept) {
  const holder = document.createElement('template')
  holder.innerHTML = html
  for (const [photo, address] of kept) {
    for (const one of holder.content.querySelectorAll(`[src*="${photo}"]`)) one.setAttribute('src', address)
    for (const one of holder.content.querySelectorAll(`[href*="${photo}"]`)) one.setAttribute('href', address)
  }
  for (const far of holder.content.querySelectorAll('a[data-compare], a[data-map]')) far.remove() // only the server has those
  return holder.innerHTML
}
