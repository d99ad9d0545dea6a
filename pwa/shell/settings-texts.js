// The words of the settings and of what is told about this phone's storage.

import { learn } from '../shared/words.js'
import en from '../words/en/settings.json' with { type: 'json' }
import id from '../words/id/settings.json' with { type: 'json' }

learn({ id, en })
