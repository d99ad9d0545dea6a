// What needs a script beside something that is shown once: printing it, copying it.

for (const button of document.querySelectorAll('[data-prints]')) {
  offer(button, () => print())
}

for (const button of document.querySelectorAll('[data-copies]')) {
  offer(button, async () => {
    const { copies, done } = /** @type {HTMLElement} */ (button).dataset
    await navigator.clipboard.writeText(document.getElementById(copies ?? '')?.textContent ?? '')
    const words = button.querySelector('span')
    if (words) words.textContent = done ?? ''
  })
}

/**
 * Shown only once it does something.
 * @param {Element} button @param {() => unknown} act
 */
function offer(button, act) {
  button.removeAttribute('hidden')
  button.addEventListener('click', act)
}
