// The rows of the list.

/** By the id of the report, in the order they are shown. @param {Document} page @returns {Map<string, HTMLElement>} */
export function rowsOf(page) {
  const rows = /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll('.case-row'))
  return new Map([...rows].map((row) => [row.dataset.report ?? '', row]))
}
