// Every page of the staff. Every decision works without this file.

import { readAnew } from './again.js'
import { openDesk } from './desk.js'
import { leaveNothing } from './leaving.js'
import { keepFromSendingTwice } from './once.js'

keepFromSendingTwice(document)
readAnew(window)
leaveNothing(document)
openDesk()
