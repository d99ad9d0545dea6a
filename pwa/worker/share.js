// The one POST the service worker answers: what another app shares with this one (Web Share Target). The bytes are
// kept before the app opens.

import { takeShared } from '../capture/shared.js'

const ADDRESS = '/lapor/bagikan'

/** A form of another site can send the same. It gets a draft, which nobody sends but the person. @param {Request} request */
export const isShare = ({ method, url }) => method === 'POST' && url === location.origin + ADDRESS

/** @param {Request} request @param {import('../capture/shared.js').Means} means @returns {Promise<Response>} */
export async function shared(request, means) {
  const outcome = await take(request, means).catch(failed)
  return Response.redirect(`/lapor?dibagikan=${outcome}`, 303)
}

/** @param {Request} request @param {import('../capture/shared.js').Means} means */
const take = async (request, means) => takeShared(await request.formData(), means)

/** @param {unknown} error */
function failed(error) {
  console.error(error)
  return 'again'
}
