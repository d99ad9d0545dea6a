// A link within a case leads to what it names; a form that is folded away opens. Without this script the browser goes there,
// and the person opens it. The address stays as it was: in the field it says which case is open.

/** @param {Document} page */
export function unfold(page) {
  page.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest?.('article.case a[href^="#"]')
    const goal = link && page.getElementById(link.getAttribute('href')?.slice(1) ?? '')
    if (!goal) return
    event.preventDefault()
    leadTo(goal)
  })
}

/** @param {HTMLElement} goal a fold, or a heading that takes the focus */
function leadTo(goal) {
  const fold = goal instanceof HTMLDetailsElement ? goal : null
  if (fold) fold.open = true
  goal.scrollIntoView({ block: fold ? 'center' : 'start', behavior: 'smooth' })
  const focused = fold?.querySelector('summary') ?? goal
  focused.focus({ preventScroll: true })
}
