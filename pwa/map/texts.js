// The words of the map: they come with its piece.

import { learn } from '../shared/words.js'
import en from '../words/en/map.json' with { type: 'json' }
import id from '../words/id/map.json' with { type: 'json' }

learn({ id, en })
