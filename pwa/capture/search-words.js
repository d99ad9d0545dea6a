// What people call things besides their names in the register: fetched after the form is drawn.

import { learn } from '../shared/words.js'
import en from '../words/en/search.json' with { type: 'json' }
import id from '../words/id/search.json' with { type: 'json' }

learn({ id, en })
