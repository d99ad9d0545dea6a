// The words of a report about another one.

import { learn } from '../shared/words.js'
import en from '../words/en/about.json' with { type: 'json' }
import id from '../words/id/about.json' with { type: 'json' }

learn({ id, en })
