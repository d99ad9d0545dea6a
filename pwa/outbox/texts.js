// The words of the list and of the chain.

import { learn } from '../shared/words.js'
import en from '../words/en/outbox.json' with { type: 'json' }
import id from '../words/id/outbox.json' with { type: 'json' }

learn({ id, en })
