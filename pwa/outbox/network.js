// Speaks protocol v1 with the server and reads its answers. Decides nothing.

import { contentDigest } from '../shared/digest.js'

const MARK = 'masdarling/1'
const PATIENCE_MS = 20_000
const PACK_WEIGHT = 400_000 // bytes received at most, for the time-out
const SLOWEST = 2 // bytes a millisecond; a connection that takes bytes more slowly counts as none

/** @typedef {import('./answers.js').Answer} Answer */

/** The newest version of the city register any answer has spoken of; how many answers were the server's own. */
export const heard = { register: 0, answers: 0 }

/**
 * @param {string} path below /api/v1/
 * @param {RequestInit} [init]
 * @param {number} [weight] bytes sent, for the time-out
 * @returns {Promise<Answer | null>} null: no answer that could be read
 */
async function call(path, init = {}, weight = 0) {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS + weight / SLOWEST)
  try {
    // A captive portal's redirect is an error, not an answer.
    const response = await fetch(`/api/v1/${path}`, {
      ...(isSafe(init.method) ? { cache: 'no-store' } : {}), // two headers in each chunk that say nothing there
      credentials: 'same-origin',
      redirect: 'error',
      signal: stop.signal,
      ...init,
    })
    return await read(response)
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

/** What a cache might answer. @param {string} [method] */
const isSafe = (method = 'GET') => method === 'GET' || method === 'HEAD'

/** @param {Response} response @returns {Promise<Answer>} */
async function read(response) {
  const { headers } = response
  const isJson = /json/.test(headers.get('Content-Type') ?? '')
  const body = isJson ? await response.json() : null
  const offset = number(headers.get('Upload-Offset'))
  heard.register = Math.max(heard.register, number(headers.get('Masdarling-Register')) ?? 0)
  const ours = headers.get('Masdarling-Api') === MARK || body?.api === MARK || offset !== null
  heard.answers += Number(ours)
  return {
    status: response.status,
    ours,
    body,
    offset,
    complete: headers.get('Upload-Complete') === '?1',
    custody: headers.get('Masdarling-State'),
    owner: headers.get('Masdarling-Owner'),
    retry_after: number(headers.get('Retry-After')),
    etag: headers.get('ETag'),
  }
}

/** @param {string | null} text @returns {number | null} */
const number = (text) => (text !== null && /^\d+$/.test(text) ? Number(text) : null)

/**
 * @param {string} id
 * @param {ArrayBuffer} body as sealed
 * @param {number} age_ms since capture, by the phone's own clock
 * @param {string} owner as whom it is sent: a person, or empty for nobody
 */
export async function putWords(id, body, age_ms, owner) {
  const headers = {
    'Content-Type': 'application/json',
    'Content-Digest': await contentDigest(body),
    'Masdarling-Age-Ms': String(Math.max(0, Math.round(age_ms))),
    'Masdarling-Owner': owner,
  }
  return call(`reports/${id}`, { method: 'PUT', headers, body }, body.byteLength)
}

/**
 * @param {string} id
 * @param {string} sha256
 * @param {Uint8Array<ArrayBuffer>} chunk
 * @param {{ offset: number, last: boolean, owner: string }} how
 */
export async function patchPhoto(id, sha256, chunk, { offset, last, owner }) {
  const headers = {
    'Content-Type': 'application/partial-upload',
    'Content-Digest': await contentDigest(chunk),
    'Upload-Offset': String(offset),
    'Upload-Complete': last ? '?1' : '?0',
    'Masdarling-Owner': owner,
  }
  return call(`reports/${id}/photos/${sha256}`, { method: 'PATCH', headers, body: chunk }, chunk.length)
}

/** @param {string} id @param {string} sha256 @param {string} owner */
export const headPhoto = (id, sha256, owner) =>
  call(`reports/${id}/photos/${sha256}`, { method: 'HEAD', headers: { 'Masdarling-Owner': owner } })

/** @param {string} id @param {string} owner */
export const discard = (id, owner) =>
  call(`reports/${id}`, { method: 'DELETE', headers: { 'Masdarling-Owner': owner } })

/** @param {string} id */
export const receipt = (id) => call(`reports/${id}/receipt`)

/** @param {{ since?: string | null, etag?: string | null }} [known] only what happened since; unchanged: 304 */
export const mine = ({ since, etag } = {}) =>
  call(`reports/mine${since ? `?since=${encodeURIComponent(since)}` : ''}`, etag ? { headers: { 'If-None-Match': etag } } : {})

/**
 * @param {string} report
 * @param {string} id
 * @param {ArrayBuffer} body as sealed
 * @param {string} owner as whom it is sent: a person, or empty for nobody
 */
export async function putReply(report, id, body, owner) {
  const headers = { 'Content-Type': 'application/json', 'Content-Digest': await contentDigest(body), 'Masdarling-Owner': owner }
  return call(`reports/${report}/answers/${id}`, { method: 'PUT', headers, body }, body.byteLength)
}

/** "Saya juga". @param {string} id of a report residents see @param {string} owner as whom it is told */
export const joinIn = (id, owner) =>
  call(`reports/${id}/me-too`, { method: 'PUT', headers: { 'Content-Type': 'application/json', 'Masdarling-Owner': owner }, body: '{}' })

/** @param {string} id @param {string} owner */
export const leave = (id, owner) => call(`reports/${id}/me-too`, { method: 'DELETE', headers: { 'Masdarling-Owner': owner } })

/** @param {string} code of a kelurahan @param {string | null} etag of the pack this phone has */
export const pack = (code, etag) => call(`kelurahan/${code}/pack`, etag ? { headers: { 'If-None-Match': etag } } : {}, PACK_WEIGHT)

export const pushKey = () => call('me/push')

/** @param {object} subscription and the language to be told in */
export const pushOn = (subscription) =>
  call('me/push', { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(subscription) })

export const pushOff = () => call('me/push', { method: 'DELETE' })

export const whoami = () => call('me')

/** What waits on this phone, so that a loss can be noticed. @param {{ count: number, since: number }} waiting */
export const tellWaiting = (waiting) => call('me/waiting', { ...asJson(noted(waiting)), method: 'PUT' })

/** What this phone's browser has cleared away. @param {{ id: string, count: number, since: number }} loss */
export const tellLoss = (loss) => call(`me/losses/${loss.id}`, { ...asJson(noted(loss)), method: 'PUT' })

/** @param {{ count: number, since: number }} waiting */
const noted = ({ count, since }) => ({ count, last_saved_at: since ? new Date(since).toISOString() : null })

/** @param {object} body @returns {RequestInit} */
const asJson = (body) => ({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })

/** The key that seals this phone's queue for everybody else. */
export const ownKey = () => call('me/key')

/** The office's public key, for rescue bundles. */
export const bundleKey = () => call('bundle-key')

/** @param {string} device the one that is meant: another may be here by now */
export const signOut = (device) =>
  call('sign-out', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ device }) })

/** A link that lets this phone's person in again. */
export const returnLink = () =>
  call('me/return-link', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })

/** Ask for the right to send without being anyone. */
export const newDevice = () =>
  call('devices', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })

/** @param {string | null} etag of the register this phone has */
export const register = (etag) => call('register', etag ? { headers: { 'If-None-Match': etag } } : {})
