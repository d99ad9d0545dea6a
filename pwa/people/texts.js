// The words of sharing a phone, of leaving it and coming back.

import { learn } from '../shared/words.js'
import en from '../words/en/people.json' with { type: 'json' }
import id from '../words/id/people.json' with { type: 'json' }

learn({ id, en })
