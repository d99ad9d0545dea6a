// The buttons beside the picture: `data-tool` says what one does.

import { STEP } from '../shared/pose.js'

/** @typedef {import('./editor.js').Editor} Editor */

/** @type {Record<string, (editor: Editor) => void>} */
const DOES = {
  add: (editor) => editor.add(),
  remove: (editor) => editor.remove(),
  larger: (editor) => editor.grow(1),
  smaller: (editor) => editor.grow(-1),
  undo: (editor) => editor.undo(),
  in: (editor) => editor.sheet.zoom(STEP),
  out: (editor) => editor.sheet.zoom(1 / STEP),
  turn: (editor) => editor.sheet.turn(),
  hand: (editor) => (editor.isMoving = !editor.isMoving),
}
const NEEDS_ONE = ['remove', 'larger', 'smaller']

/** @param {Element} tools @param {Editor} editor */
export function listenToTools(tools, editor) {
  tools.addEventListener('click', ({ target }) => {
    const tool = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest('[data-tool]'))?.dataset.tool ?? ''
    DOES[tool]?.(editor)
    showTools(tools, editor)
  })
}

/** What can be done now. A button stays where it is, and keeps the focus, when it cannot. @param {Element} tools @param {Editor} editor */
export function showTools(tools, editor) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (tools.querySelectorAll('[data-tool]'))) {
    const { tool = '' } = button.dataset
    const isIdle = (NEEDS_ONE.includes(tool) && editor.chosen < 0) || (tool === 'undo' && !editor.canUndo)
    button.setAttribute('aria-disabled', String(isIdle))
    if (tool === 'hand') button.setAttribute('aria-pressed', String(editor.isMoving))
  }
}
