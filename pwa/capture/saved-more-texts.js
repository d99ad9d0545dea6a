// The words neighbours are invited with.

import { learn } from '../shared/words.js'
import en from '../words/en/share-after.json' with { type: 'json' }
import id from '../words/id/share-after.json' with { type: 'json' }

learn({ id, en })
