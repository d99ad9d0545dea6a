// The words of opening the app in a browser of its own, and of putting it on the home screen.

import { learn } from '../shared/words.js'
import en from '../words/en/install.json' with { type: 'json' }
import id from '../words/id/install.json' with { type: 'json' }

learn({ id, en })
