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
  /** @type {unknown[]} */
  const faults = []
  for (const reply of open) {
    const isSealed = await finishOne(means, reply).catch((fault) => void faults.push(fault))
    if (isSealed) count += 1
  }
  if (faults.length && !count) throw faults[0]
  return count
}

/** @param {import('../capture/finish.js').Means} means @param {import('./reply.js').Reply} reply @returns {Promise<boolean>} */
async function finishOne(means, reply) {
  const photos = await finishPhotos(means, reply)
  if (reply.state !== 'queued') return false
  const { body, sealed } = await sealReply(reply, photos)
  await replies.seal(reply.id, sealed, body)
  return true
}
