// The words of the list and of the chain.

import { learn } from '../shared/words.js'
import deliveryEn from '../words/en/delivery.json' with { type: 'json' }
import en from '../words/en/outbox.json' with { type: 'json' }
import deliveryId from '../words/id/delivery.json' with { type: 'json' }
import id from '../words/id/outbox.json' with { type: 'json' }

learn({ id, en })
learn({ id: deliveryId, en: deliveryEn })
