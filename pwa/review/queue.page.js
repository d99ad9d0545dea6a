// The page of the queue: many picked and decided at once, keys. Every decision works without this file.

import { readAnew } from './again.js'
import { Bulk } from './bulk.js'
import { showChosen } from './chosen.js'
import { openDesk } from './desk.js'
import { leaveNothing } from './leaving.js'
import { listenToListKeys } from './list-keyboard.js'
import { keepFromSendingTwice } from './once.js'

keepFromSendingTwice(document)
readAnew(window)
leaveNothing(document)
showChosen(document)

const form = document.getElementById('pilihan')
const list = /** @type {HTMLElement | null} */ (document.querySelector('ul.queue'))
const bulk = form instanceof HTMLFormElement && list ? new Bulk(form, list, () => dispatch) : null
const dispatch = /** @type {import('./dispatch.js').Dispatch} */ (openDesk((id) => void bulk?.undo(id), (rows) => bulk?.told(rows)))
listenToListKeys(document, { pick: (row, isRange) => bulk?.selection.turn(row, isRange), undo: () => void bulk?.undo() })
