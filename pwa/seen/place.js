/** The cache of public pages that were looked at on this phone: the service worker fills it and answers from it. */
export const CACHE = 'seen'

/** What somebody looked at is nobody else's business: it goes when they leave. */
export const nothingWasSeen = async () => void (await Promise.all([CACHE, 'map'].map((name) => globalThis.caches?.delete(name))))
