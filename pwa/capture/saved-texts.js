// The words of what is said after *Simpan*.

import { learn } from '../shared/words.js'
import en from '../words/en/saved.json' with { type: 'json' }
import id from '../words/id/saved.json' with { type: 'json' }

learn({ id, en })
