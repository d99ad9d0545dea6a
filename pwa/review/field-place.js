/** The field page, and the cache in which it lies with its files: the page fills it, the service worker answers from it. */
export const FIELD = '/tinjau/lapangan'
export const CACHE = 'field'
