// Small comforts of the staff's pages. Every decision works without this file.

import { readAnew } from './again.js'
import { keepFromSendingTwice } from './once.js'
import { openPhotosLarge } from './zoom.js'

keepFromSendingTwice(document)
openPhotosLarge(document)
readAnew(window)
