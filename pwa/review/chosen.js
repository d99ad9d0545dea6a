// Of a row that is pushed aside, what is chosen comes into sight.

/** @param {Document} page */
export function showChosen(page) {
  for (const row of page.querySelectorAll('.tabs, .views-chips')) {
    const chosen = row.querySelector('[aria-current]')
    if (chosen) row.scrollLeft += middle(chosen) - middle(row)
  }
}

/** @param {Element} one @returns {number} pixels from the left of the window */
function middle(one) {
  const { left, width } = one.getBoundingClientRect()
  return left + width / 2
}
