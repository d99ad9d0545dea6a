// Small comforts of the case page. Every decision works without this file.

import { keepFromSendingTwice } from './once.js'
import { openPhotosLarge } from './zoom.js'

keepFromSendingTwice(document)
openPhotosLarge(document)
