// On the photos of a case: where the covers lie, drawn as the photo is cropped.

import { boxesIn, previewOf } from './cover-rows.js'

const SVG = 'http://www.w3.org/2000/svg'

/** @param {HTMLElement} list the covers of a photo */
export function outline(list) {
  const boxes = boxesIn(list)
  const link = /** @type {HTMLAnchorElement | null} */ (list.querySelector('a[data-preview]'))
  if (link) {
    link.href = previewOf(link.dataset.preview ?? '', boxes)
    link.hidden = !boxes.length
  }
  const photo = list.closest('.case-photo')?.querySelector('a[data-zoom]:not([data-preview])')
  const picture = photo?.querySelector('img')
  if (!photo || !picture) return
  if (!picture.naturalWidth) return picture.addEventListener('load', () => outline(list), { once: true })
  photo.querySelector('svg.cover-outline')?.remove()
  photo.append(drawn(boxes, picture))
}

/** @param {import('../covers/box.js').Box[]} boxes @param {HTMLImageElement} picture */
function drawn(boxes, { naturalWidth, naturalHeight }) {
  const svg = document.createElementNS(SVG, 'svg')
  const facts = { class: 'cover-outline', 'aria-hidden': 'true', viewBox: `0 0 ${naturalWidth} ${naturalHeight}`, preserveAspectRatio: 'xMidYMid slice' }
  for (const [name, value] of Object.entries(facts)) svg.setAttribute(name, value)
  for (const { x, y, width, height } of boxes) {
    const part = svg.appendChild(document.createElementNS(SVG, 'rect'))
    const place = { x: x * naturalWidth, y: y * naturalHeight, width: width * naturalWidth, height: height * naturalHeight }
    for (const [name, value] of Object.entries(place)) part.setAttribute(name, String(Math.round(value)))
  }
  return svg
}
