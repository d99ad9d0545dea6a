// What a careful eye finds wrong on a page that is open, whichever page it is. looked_at.py asks.
([smallest, areas]) => {
  const style = (el, part) => getComputedStyle(el, part)
  const inner = (el) => el.closest('.hidden-words, .skip, svg, .leaflet-container')
  const shown = [...document.body.querySelectorAll('*')].filter((el) => el.checkVisibility({ visibilityProperty: true }) && !inner(el))
  const targets = 'a[href], button, summary, select, textarea, input:not([type=hidden])'

  const scrolls = (el) => el && (['auto', 'scroll'].includes(style(el).overflowX) || scrolls(el.parentElement))
  const hides = (el) => ['hidden', 'clip'].includes(style(el).overflowX) && style(el).webkitLineClamp === 'none'
  const overflows = (el) => el.scrollWidth > el.clientWidth + 1
  const covers = (el) => style(el, '::after').position === 'absolute' // the target is the whole card
  const flows = (el) => style(el).display === 'inline' && el.parentElement.textContent.trim() !== el.textContent.trim()

  const sticksOut = (el) => {
    const { width, left, right } = el.getBoundingClientRect()
    return width && (right > innerWidth + 1 || left < -1) && !scrolls(el.parentElement)
  }
  const isCut = (el) =>
    hides(el) && !el.matches('input, select') && el.clientWidth && (overflows(el) || el.scrollHeight > el.clientHeight + 1)
  const isFull = (el) => el.matches('button, .button, .chip, summary, select') && overflows(el)
  const isSmall = (el) => {
    const { width, height } = (el.closest('label') ?? el).getBoundingClientRect()
    return el.matches(targets) && !covers(el) && !flows(el) && Math.min(width, height) < smallest
  }

  const told = []
  const tell = (what, is) => told.push(...shown.filter(is).map((el) => `${what}: ${el.outerHTML.slice(0, 110)}`))
  tell('sticks out', sticksOut)
  tell('is cut off', isCut)
  tell('does not hold its words', isFull)
  tell('is a small target', isSmall)

  const wide = document.documentElement.scrollWidth
  if (wide > innerWidth) told.push(`${wide} px wide`)
  const ids = [...document.querySelectorAll('[id]')].map((el) => el.id)
  told.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two of the id ${id}`))
  const lost = [...document.querySelectorAll('label[for]')].filter((el) => !el.control)
  told.push(...lost.map((el) => `labels nothing: ${el.outerHTML.slice(0, 110)}`))
  const heads = document.querySelectorAll('h1').length
  if (heads !== 1) told.push(`${heads} h1`)
  const said = ['aria-label', 'alt', 'title', 'placeholder'].flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)].map((el) => el.getAttribute(name)),
  )
  const raw = `${document.body.innerText} ${said.join(' ')}`.match(
    new RegExp(`\\b(${areas})\\.[a-z_]{3,}(?!\\.[a-z]|/)\\b|\\{[a-z_]+\\}|undefined|NaN\\b`, 'g'),
  )
  if (raw) told.push(`untranslated: ${raw}`)
  return told
}
