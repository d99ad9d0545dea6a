// The words of the camera inside the page and of looking at a photo.

import { learn } from '../shared/words.js'
import en from '../words/en/camera.json' with { type: 'json' }
import id from '../words/id/camera.json' with { type: 'json' }

learn({ id, en })
