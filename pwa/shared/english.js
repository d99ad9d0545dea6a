// The words of the first screens in English; later pieces bring theirs along.

import enCapture from '../words/en/capture.json' with { type: 'json' }
import enNotices from '../words/en/notices.json' with { type: 'json' }
import enPhone from '../words/en/phone.json' with { type: 'json' }
import enPhoto from '../words/en/photo.json' with { type: 'json' }
import enPlace from '../words/en/place.json' with { type: 'json' }
import enShared from '../words/en/shared.json' with { type: 'json' }
import enShell from '../words/en/shell.json' with { type: 'json' }

export const ENGLISH = { ...enCapture, ...enNotices, ...enPhone, ...enPhoto, ...enPlace, ...enShared, ...enShell }
