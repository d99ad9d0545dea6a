// A page of cases to test with: as much of a document as a walk from case to case touches, over the real storage.

import 'fake-indexeddb/auto'
import { Dispatch } from '../review/dispatch.js'
import * as held from '../review/held.js'
import { Stage } from '../review/stage.js'
import { Walk } from '../review/walk.js'

export { held }

/** What the page says of decisions it could not keep, and whether the server answers. */
export const around = { said: [], isServerThere: true }

class FakeButton {
  constructor(name = '', value = '') {
    Object.assign(this, { name, value, dataset: { outcome: `is ${value}` } })
  }
}

/** Its fields are what somebody typed. */
export function aForm(fields = {}) {
  return { dataset: { decides: '' }, fields, append() {}, hasAttribute: () => false, submit() { this.isSentPlainly = true }, querySelectorAll: () => [] }
}

export function aCase(report) {
  const forms = [aForm(), aForm()]
  return { dataset: { report, number: report, title: '' }, forms, typed: '', querySelector: () => null, querySelectorAll: () => forms, dispatchEvent() {} }
}

Object.assign(globalThis, {
  HTMLButtonElement: FakeButton,
  FormData: class extends Map {
    constructor(form) {
      super(Object.entries(form.fields))
    }
  },
  CustomEvent: globalThis.CustomEvent ?? Event,
  history: { pushState() {} },
  addEventListener() {},
  scrollTo() {},
  location: { pathname: '/tinjau/lapangan', search: '?keadaan=received', assign() {} },
  fetch: async () => ({ ok: around.isServerThere }),
  document: {
    querySelector: () => null,
    getElementById: (id) => ({ content: id, querySelector: () => null, append: (card) => around.said.push(card.id) }),
    createElement: () => ({ set innerHTML(html) { this.content = html } }),
    importNode: (html) => ({ querySelector: () => aCase(html), firstElementChild: { id: html, querySelector: () => null } }),
  },
})

/** A place that holds one case, and lets forms in it be submitted. */
export function aPlace(first) {
  const place = new EventTarget()
  place.ownerDocument = new EventTarget()
  place.put = (shown) => {
    place.shown = shown
    shown.replaceWith = place.put
  }
  place.querySelector = () => place.shown
  place.setAttribute = (_, value) => (place.isBusy = value === 'true')
  place.put(aCase(first))
  /** Resolved when everything that follows at once has followed. */
  place.submits = async (form, pressed = '') => {
    const event = new Event('submit', { cancelable: true })
    Object.defineProperty(event, 'target', { value: form })
    event.submitter = new FakeButton('verdict', pressed)
    place.dispatchEvent(event)
    return event
  }
  return place
}

export const soon = (ms = 30) => new Promise((done) => setTimeout(done, ms))

/** At the case `ids[0]` of a queue; `answers` holds what `take` waits for. */
export function atTheDesk(ids, { slow = {}, ...more } = {}) {
  const place = aPlace(ids[0])
  const dispatch = new Dispatch({
    held, person: 'p-rani', undone: 'Diurungkan', now: Date.now, post: async () => ({ meaning: 'later', told: {} }), later: () => () => {},
    alone: (work) => work(), tell: () => {}, notUndone() {},
  })
  const beside = (id) => {
    const at = ids.indexOf(id)
    return { after: ids.slice(at + 1), again: ids.slice(0, at), before: ids.slice(0, at).reverse() }
  }
  const [ends, missed] = [[], []]
  const walk = new Walk({
    stage: new Stage(place), dispatch, beside, take: async (id) => (await slow[id], id), fetchAhead() {},
    address: (id) => `#${id}`, end: (side) => ends.push(side), empty: () => ends.push('empty'), missing: (id) => missed.push(id), ...more,
  })
  walk.listen(place)
  return { place, walk, dispatch, ends, missed, get shown() { return place.shown.dataset.report } }
}

export async function nothingHeld() {
  Object.assign(around, { said: [], isServerThere: true })
  for (const { id } of await held.all()) await held.remove(id)
}
