// The page of a case: the next one at once, ten seconds to take a decision back, keys, photos large.

import { readAnew } from './again.js'
import { editCovers } from './covers.js'
import { Deck } from './deck.js'
import { openDesk } from './desk.js'
import { sayingWhereItEnds } from './ends.js'
import { sayWhoHolds } from './held-by.js'
import { listenToKeys } from './keyboard.js'
import { keepFromSendingTwice } from './once.js'
import { besides, fetchPictures, Stage } from './stage.js'
import { openMapLarge } from './large-map.js'
import { pageOf } from './page-of.js'
import { offerStarts } from './starts.js'
import { unfold } from './unfold.js'
import { openPhotosLarge } from './viewer.js'
import { Walk } from './walk.js'

keepFromSendingTwice(document)
readAnew(window)
openPhotosLarge(document)
editCovers(document)
unfold(document)
offerStarts(document)
openMapLarge(document, pageOf)

const place = /** @type {HTMLElement} */ (document.getElementById('kasus'))
const dispatch = /** @type {import('./dispatch.js').Dispatch} */ (openDesk((id) => void walk.undo(id)))
const say = sayingWhereItEnds(document)
const lease = sayWhoHolds(document)
const deck = new Deck(Date.now, fetchPictures, location.search)
const stage = new Stage(place)
const address = (/** @type {string} */ id) => `/tinjau/${id}${location.search}`
const walk = new Walk({
  stage,
  dispatch,
  take: (id) => deck.take(id),
  missing: (id) => location.assign(address(id)), // the browser says what is wrong
  fetchAhead: (ids) => void deck.fetchAhead(ids),
  beside: () => besides(stage.now),
  address,
  end: (side) => say(side),
  empty: () => location.assign(`/tinjau${location.search}`),
  changed: async (id, outcome) => void (outcome && lease.decided(id)),
})
walk.listen(place)
addEventListener('popstate', () => void walk.revisit(location.pathname.split('/')[2] ?? ''))
listenToKeys(document, { next: () => void walk.next(), previous: () => void walk.previous(), undo: () => walk.undo() })
