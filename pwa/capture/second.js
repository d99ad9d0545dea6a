// What the form needs when it is being filled in: fetched when it is drawn.

import './question-list.js'
import './saved.js'
