// The ticked rows beside a photo: what the form sends, read as boxes and written from them.

/** @typedef {import('../covers/box.js').Box} Box */

const DIGITS = 4

/** What is ticked. @param {HTMLElement} list @returns {Box[]} */
export const boxesIn = (list) => [...list.querySelectorAll('input[name="cover"]')].filter(isTicked).map(boxOf)

/** @param {Element} input */
const isTicked = (input) => /** @type {HTMLInputElement} */ (input).checked

/** @param {Element} input @returns {Box} */
function boxOf(input) {
  const { value, dataset } = /** @type {HTMLInputElement} */ (input)
  const [x = 0, y = 0, width = 0, height = 0] = value.split(' ').slice(1).map(Number)
  return { x, y, width, height, kind: dataset.kind ?? '' }
}

/** @param {HTMLElement} list @param {Box[]} boxes @param {(box: Box, n: number) => string} name */
export function writeBoxes(list, boxes, name) {
  const rows = /** @type {HTMLElement} */ (list.querySelector('.cover-rows'))
  const template = /** @type {HTMLTemplateElement} */ (list.querySelector('template'))
  rows.replaceChildren(...boxes.map((box, i) => row(template, box, { sha256: list.dataset.covers ?? '', words: name(box, i + 1) })))
}

/** @param {HTMLTemplateElement} template @param {Box} box @param {{ sha256: string, words: string }} facts */
function row(template, box, { sha256, words }) {
  const made = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild)
  const input = /** @type {HTMLInputElement} */ (made.querySelector('input'))
  const label = /** @type {HTMLElement} */ (made.querySelector('span'))
  input.value = `${sha256} ${numbers(box)}`
  input.dataset.kind = box.kind
  label.textContent = words
  return made
}

/** As the form and the preview's address say it. @param {Box} box */
export const numbers = ({ x, y, width, height }) => [x, y, width, height].map((value) => value.toFixed(DIGITS)).join(' ')

/** Where the server draws what residents would see. @param {string} address of the preview @param {Box[]} boxes */
export const previewOf = (address, boxes) => `${address}?${new URLSearchParams(boxes.map((box) => ['cover', numbers(box)]))}`
