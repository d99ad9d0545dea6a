// The public page of a report: before and after become one picture with a slider. Without this script both
// lie beside each other.

/** One over the other, cut where the slider stands; a range is moved by finger, mouse and keys alike. @param {HTMLElement} box */
function slide(box) {
  const range = Object.assign(document.createElement('input'), { type: 'range', min: '0', max: '100', value: '50' })
  range.setAttribute('aria-label', box.dataset.label ?? '')
  const cut = () => box.style.setProperty('--cut', `${range.value}%`)
  range.addEventListener('input', cut)
  cut()
  box.append(range)
  box.classList.add('is-one')
}

document.querySelectorAll('[data-compare]').forEach((box) => slide(/** @type {HTMLElement} */ (box)))
