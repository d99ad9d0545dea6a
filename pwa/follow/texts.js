// The words of what comes after delivery.

import { learn } from '../shared/words.js'
import en from '../words/en/follow.json' with { type: 'json' }
import id from '../words/id/follow.json' with { type: 'json' }

learn({ id, en })
