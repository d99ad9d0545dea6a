// Says that the queue goes no further this way. The words lie in the page's templates.

import { SHOWN } from './stage.js'

/**
 * @param {Document} page
 * @returns {(side: 'after' | 'before') => void}
 */
export function sayingWhereItEnds(page) {
  const place = page.getElementById('kabar')
  const clear = () => place?.querySelector('.queue-end')?.remove()
  page.addEventListener(SHOWN, clear)
  return (side) => {
    clear()
    const template = /** @type {HTMLTemplateElement} */ (page.getElementById(`said-end-${side}`))
    place?.append(page.importNode(template.content, true))
  }
}
