// The field page of reviewers: the server's while there is a network, else the one that was taken along.

import { CACHE, FIELD } from '../review/field-place.js'

const PATIENCE_MS = 4_000

/** @param {URL} url @param {Request} request */
export const isField = ({ pathname }, { mode }) => mode === 'navigate' && pathname === FIELD

/** @param {Request} request @returns {Promise<Response>} */
export async function fromField(request) {
  const kept = await caches.match(FIELD, { cacheName: CACHE })
  if (!kept) return fetch(request)
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS))
  return Promise.race([fetch(request).catch(() => kept), /** @type {Promise<Response>} */ (late)])
}
