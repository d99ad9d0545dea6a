/** Files of another version than this page, or a line that broke: what is painted would stay dead without a word. */
export const sayGone = () => document.querySelector('#gagal')?.removeAttribute('hidden')

/** What the address says of an earlier report goes along with every way out of the page as it is painted first. @param {string} query */
export function takeAlong(query) {
  if (!query) return
  const ways = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('#awal main a'))
  for (const way of ways) way.search = query
}
