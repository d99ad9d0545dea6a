// A link within a case leads to what it names; a form that is folded away opens. Without this script the browser goes there,
// and the person opens it. The address stays as it was: in the field it says which case is open. What publishes at one tap
// leads to its form, too, while another form is open.

/** @param {Document} page */
export function unfold(page) {
  page.addEventListener('click', (event) => {
    const goal = page.getElementById(namedBy(/** @type {Element} */ (event.target)))
    if (!goal) return
    event.preventDefault()
    leadTo(goal)
  })
}

/** @param {Element} pressed @returns {string} an id */
function namedBy(pressed) {
  const link = pressed.closest('article.case a[href^="#"]')
  if (link) return link.getAttribute('href')?.slice(1) ?? ''
  const button = pressed.closest('[data-unless-open]')
  const isOpen = button && button.closest('article')?.querySelector('.verdicts > details[open]')
  return isOpen ? button.getAttribute('data-unless-open') ?? '' : ''
}

/** @param {HTMLElement} goal a fold, or a heading that takes the focus */
function leadTo(goal) {
  const fold = goal instanceof HTMLDetailsElement ? goal : null
  if (fold) fold.open = true
  goal.scrollIntoView({ block: fold ? 'center' : 'start', behavior: 'smooth' })
  const focused = fold?.querySelector('summary') ?? goal
  focused.focus({ preventScroll: true })
}
