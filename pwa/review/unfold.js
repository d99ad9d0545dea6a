// A link to a form that is folded away opens it. Without this script the person opens it.

/** @param {Document} page */
export function unfold(page) {
  page.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest?.('a[href^="#"]')
    const form = link && page.getElementById(link.getAttribute('href')?.slice(1) ?? '')
    if (!(form instanceof HTMLDetailsElement)) return
    event.preventDefault()
    form.open = true
    form.scrollIntoView({ block: 'center', behavior: 'smooth' })
    form.querySelector('summary')?.focus({ preventScroll: true })
  })
}
