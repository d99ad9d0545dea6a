// The words of the neighbourhood: they come with its piece.

import { learn } from '../shared/words.js'
import en from '../words/en/pack.json' with { type: 'json' }
import id from '../words/id/pack.json' with { type: 'json' }

learn({ id, en })
