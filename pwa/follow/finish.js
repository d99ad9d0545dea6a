// Brings the photos of answers into their final form, and seals the answers that were saved.

import { finishPhotos } from '../capture/finish.js'
import { sealReply } from './reply.js'
import * as replies from './replies.js'

/**
 * @param {import('../capture/finish.js').Means} means
 * @returns {Promise<number>} how many were sealed
 */
export async function finishReplies(means) {
  const open = (await replies.all()).filter((reply) => !reply.sealed && (reply.state === 'queued' || reply.state === 'draft'))
  let count = 0
  for (const reply of open) {
    const photos = await finishPhotos(means, reply)
    if (reply.state !== 'queued') continue
    const { body, sealed } = await sealReply(reply, photos)
    await replies.seal(reply.id, sealed, body)
    count += 1
  }
  return count
}
