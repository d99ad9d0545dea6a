// A reviewer's decisions on this page: sent, and what is said of them.

import { alone } from '../outbox/lock.js'
import { Board } from './board.js'
import { Dispatch } from './dispatch.js'
import * as held from './held.js'
import { post } from './post.js'
import { FIELD } from './field-place.js'
import { opensOfflineFor } from './kept-page.js'
import { forgetOthers } from './taken.js'

const DAYS = 3 // cases taken to the field stay so long on the phone

/**
 * What an earlier page left is sent, and what somebody else took along on this device goes.
 *
 * @param {(id: string) => void} [undo] a decision that was made on this page
 * @param {(rows: import('./held.js').Held[]) => void} [told] what is not at the server, after each change
 * @returns {Dispatch | null} null: nobody is signed in here
 */
export function openDesk(undo = () => {}, told = () => {}) {
  const place = document.getElementById('kabar')
  if (!place) return null
  const board = new Board(place, {
    undo: ({ id }) => undo(id),
    dismiss: ({ id }) => void held.remove(id),
    takeBack: (row) => void dispatch.takeBack(row),
  })
  const dispatch = new Dispatch({
    held,
    post,
    alone: (work) => alone(work, { name: 'masdarling-decisions' }),
    person: place.dataset.person ?? '',
    undone: place.dataset.undone ?? '',
    now: Date.now,
    later,
    tell: (rows, isOwn) => (board.show(rows, isOwn), told(rows)),
    notUndone: (row, why) => board.notUndone(row, why),
    progress: (row, n) => board.progress(row, n),
  })
  if (location.pathname !== FIELD) void forgetWhatOthersTook(dispatch.means.person).catch(console.warn)
  addEventListener('pagehide', () => dispatch.leave())
  addEventListener('online', () => void dispatch.send())
  void dispatch.send()
  return dispatch
}

/** Not from the field page: it may be one that was kept for somebody else. @param {string} person */
const forgetWhatOthersTook = (person) => Promise.all([forgetOthers(person, DAYS, Date.now()), opensOfflineFor(person)])

/** @param {() => void} work @param {number} ms */
function later(work, ms) {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}
