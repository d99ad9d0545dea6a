// The filters of the form and the view of the map, and the page's address.

import { filtersOf, viewIn, withView } from './view.js'

/** @typedef {import('./view.js').View} View */

export class Address {
  /** @param {HTMLFormElement} form @param {{ filtered: () => void, back: (view: View | null) => void }} heard */
  constructor(form, heard) {
    this.form = form
    if ([...form.elements].some(isChanged)) this.#write() // before the map moved
    else this.#fill()
    const filter = () => {
      this.#write()
      heard.filtered()
    }
    form.addEventListener('change', filter)
    form.addEventListener('submit', (event) => (event.preventDefault(), filter()))
    addEventListener('popstate', () => {
      this.#fill()
      heard.back(this.view)
    })
  }

  get view() {
    return viewIn(this.#query)
  }

  get search() {
    return location.search
  }

  /** Without the view. */
  get filters() {
    return withView(location.search, null)
  }

  get kelurahan() {
    return this.#query.get('kelurahan') ?? ''
  }

  /** Looking around is no step to go back from. @param {View} view */
  look(view) {
    history.replaceState(null, '', `/peta${withView(location.search, view)}`)
  }

  get #query() {
    return new URLSearchParams(location.search)
  }

  /** What is chosen, in the words of the form. */
  #name() {
    const chosen = [...this.form.elements].map(inWords).filter(Boolean)
    const named = document.getElementById('peta-chosen')
    if (named) named.textContent = chosen.join(', ')
    document.getElementById('peta-all')?.toggleAttribute('hidden', !chosen.length)
    document.getElementById('peta-beside')?.toggleAttribute('hidden', !!chosen.length) // it is of everything
  }

  /** The address says what the form says. */
  #write() {
    history.pushState(null, '', `/peta${withView(filtersOf(new FormData(this.form)), this.view)}`)
    this.#name()
  }

  /** The form says what the address says: the page may be an older one, kept under another address. */
  #fill() {
    for (const field of this.form.elements) {
      if (field instanceof HTMLSelectElement) choose(field, this.#query.get(field.name) ?? '')
      if (field instanceof HTMLInputElement) field.checked = this.#asked(field.name).includes(field.value)
    }
    this.#name()
  }

  /** An address may name several at once, as the data's do. @param {string} name */
  #asked(name) {
    return this.#query.getAll(name).flatMap((text) => text.split(','))
  }
}

/** Of a day its month; what is no choice is none. @param {HTMLSelectElement} field @param {string} value */
function choose(field, value) {
  const found = [...field.options].find((one) => one.value === value || (one.value && one.value === value.slice(0, 7)))
  field.value = found?.value ?? ''
}

/** Whether somebody chose otherwise than the page came with. @param {Element} field */
function isChanged(field) {
  if (field instanceof HTMLInputElement) return field.checked !== field.defaultChecked
  if (!(field instanceof HTMLSelectElement)) return false
  const came = [...field.options].findIndex((one) => one.defaultSelected)
  return field.selectedIndex !== Math.max(0, came)
}

/** @param {Element} field */
function inWords(field) {
  if (field instanceof HTMLInputElement) return field.checked ? (field.labels?.[0]?.textContent ?? '') : ''
  if (!(field instanceof HTMLSelectElement) || !field.value) return ''
  const label = field.name === 'sejak' || field.name === 'sampai' ? `${field.labels[0]?.textContent} ` : ''
  return label + field.selectedOptions[0]?.textContent
}
