// The words of covering parts of a photo.

import { learn } from '../shared/words.js'
import en from '../words/en/covers.json' with { type: 'json' }
import id from '../words/id/covers.json' with { type: 'json' }

learn({ id, en })
