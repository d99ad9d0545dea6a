// The page of a case: the next one at once, ten seconds to take a decision back, keys, photos large.

import { readAnew } from './again.js'
import { Deck } from './deck.js'
import { openDesk } from './desk.js'
import { listenToKeys } from './keyboard.js'
import { keepFromSendingTwice } from './once.js'
import { fetchPictures, Stage } from './stage.js'
import { unfold } from './unfold.js'
import { openPhotosLarge } from './viewer.js'
import { Walk } from './walk.js'

keepFromSendingTwice(document)
readAnew(window)
openPhotosLarge(document)
unfold(document)

const place = /** @type {HTMLElement} */ (document.getElementById('kasus'))
const dispatch = /** @type {import('./dispatch.js').Dispatch} */ (openDesk(() => void walk.undo()))
const deck = new Deck(Date.now, fetchPictures)
const stage = new Stage(place)
const walk = new Walk({
  stage,
  dispatch,
  take: (id) => deck.take(id),
  fetchAhead: (ids) => void deck.fetchAhead(ids),
  ahead: () => stage.now.dataset.next.split(' ').filter(Boolean),
  address: (id) => `/tinjau/${id}${location.search}`,
  end: () => location.assign(`/tinjau${location.search}`),
})
walk.listen(place)
addEventListener('popstate', () => void walk.revisit(location.pathname.split('/')[2] ?? ''))
listenToKeys(document, { next: () => void walk.next(), previous: () => void walk.previous(), undo: () => walk.undo() })
