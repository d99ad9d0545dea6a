// The filters of the form and the view of the map, and the page's address.

import { filtersOf, viewIn, withView } from './view.js'

/** @typedef {import('./view.js').View} View */

export class Address {
  /** @param {HTMLFormElement} form @param {{ filtered: () => void, back: (view: View | null) => void }} heard */
  constructor(form, heard) {
    this.form = form
    const filter = () => {
      history.pushState(null, '', `/peta${withView(filtersOf(new FormData(form)), viewIn(this.#query))}`)
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

  /** The form says what the address says. */
  #fill() {
    for (const field of this.form.elements) {
      if (field instanceof HTMLSelectElement) field.value = this.#query.get(field.name) ?? ''
      if (field instanceof HTMLInputElement) field.checked = this.#query.getAll(field.name).includes(field.value)
    }
  }
}
