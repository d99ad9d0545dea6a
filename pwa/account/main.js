// Passkeys on the pages of the staff. Everything else of these pages works without a script.

import { offerPasskeys } from './offer.js'

offerPasskeys(document)
