// What is said of decisions, to test with: cards by the name of their template, with the parts a board touches.

import { Board } from '../review/board.js'

const CLASSES = { summary: 'refusal', clash: 'refusal', refused: 'refusal', undone: 'refusal', 'not-undone': 'refusal', late: 'stands', full: 'stands', waiting: 'still-here' }

/** @param {string} name */
function aCard(name) {
  const [link, ...buttons] = [0, 1, 2].map(() => Object.assign(new EventTarget(), { parentElement: { remove: () => (card.isActive = false) } }))
  const slots = {}
  const list = { parentElement: { append() {} } }
  const card = {
    name, slots, link, buttons, dataset: {}, isActive: true,
    className: CLASSES[name] ?? name,
    querySelector: (selector) => ({ a: link, template: list })[selector] ?? buttons[0],
    querySelectorAll: (selector) => (selector.startsWith('[') ? [slotOf(slots, selector)] : selector === 'button' ? buttons : [link, ...buttons]),
  }
  return card
}

/** Written into it lands in `slots`. */
const slotOf = (slots, selector) => ({ set textContent(text) { slots[selector.split('"')[1]] = text } })

globalThis.HTMLElement ??= class {}
globalThis.document = {
  getElementById: (id) => ({ content: id.replace('said-', '') }),
  importNode: (name) => ({ firstElementChild: aCard(name) }),
}

export function aBoard() {
  const undone = []
  const place = Object.assign(new EventTarget(), {
    cards: [],
    append(card) {
      card.remove = () => (place.cards = place.cards.filter((one) => one !== card))
      place.cards.push(card)
    },
    querySelectorAll: (selector) => place.cards.filter(({ className }) => `.${className}` === selector),
    querySelector: (selector) => place.querySelectorAll(selector)[0] ?? null,
  })
  const does = { undo: ({ id }) => undone.push(id), takeBack: ({ id }) => undone.push(id), dismiss() {} }
  return { place, undone, board: new Board(place, does), get names() { return place.cards.map(({ name }) => name) } }
}
