// Whether single keys do something: some people's voice input or trembling hands press them unmeant (WCAG 2.1.4).

const NAME = 'masdarling-keys'

export function keysAreOn() {
  try {
    return localStorage.getItem(NAME) !== 'off'
  } catch {
    return true
  }
}

/** @param {boolean} on */
export function setKeys(on) {
  try {
    localStorage.setItem(NAME, on ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing: it holds for this page.
  }
}
