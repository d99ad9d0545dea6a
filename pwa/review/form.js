// What a form of the case says when its button is pressed.

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} pressed
 * @returns {[string, string][] | null} null: for the server to say what is missing
 */
export function filledIn(form, pressed) {
  const entries = /** @type {[string, string][]} */ ([...new FormData(form)])
  if (pressed instanceof HTMLButtonElement && pressed.name) entries.push([pressed.name, pressed.value])
  const needs = (pressed?.dataset['needs'] ?? form.dataset['needs'])?.split(' ') ?? []
  const isThere = (/** @type {string} */ name) => entries.some(([its, value]) => its === name && value.trim())
  return needs.length && !needs.some(isThere) ? null : entries
}

/** The way without this script. @param {HTMLFormElement} form @param {HTMLElement | null} pressed */
export function sendPlainly(form, pressed) {
  if (pressed instanceof HTMLButtonElement && pressed.name) {
    const field = document.createElement('input')
    Object.assign(field, { type: 'hidden', name: pressed.name, value: pressed.value })
    form.append(field)
  }
  form.submit()
}
