// A server to deliver to, in the test's own process: what outbox/network.js would have read of its answers.
// It can be away, lose answers, forget, and play captive portal.

import { createHash } from 'node:crypto'

const CHUNK_MAX = 512 * 1024
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const answer = (status, more = {}) => ({
  status, ours: true, body: null, offset: null, complete: false, custody: null, owner: null, retry_after: null, register: 1, etag: null, ...more,
})

export class Server {
  reports = new Map()
  /** Who joined in on what residents see. */
  published = new Map()
  devices = 0
  device = null
  person = null
  asked = []
  /** Called before each answer; what it returns is answered instead, `undefined` lets the server answer. */
  trouble = () => undefined
  /** Answers to swallow after the work was done. */
  losing = 0

  network = {
    whoami: () => this.#answer('whoami', () => this.#me(200)),
    newDevice: () => this.#answer('newDevice', () => {
      this.device ??= `device-${++this.devices}`
      return this.#me(201, { device: this.device, person: this.person })
    }),
    ownKey: async () => answer(200, { body: { api: 'masdarling/1', key: this.keyOf(this.person ?? this.device), person: this.person, device: this.device } }),
    bundleKey: async () => answer(404),
    signOut: (device) => this.#answer(`sign-out ${device}`, () => this.#signOut(device)),
    putWords: (id, body, _, owner) => this.#answer(`put ${id}`, () => this.#as(owner) ?? this.#put(id, body)),
    patchPhoto: (id, sha, chunk, place) => this.#answer(`patch ${sha.slice(0, 6)} ${place.offset}`, () => this.#as(place.owner) ?? this.#patch(id, sha, chunk, place)),
    headPhoto: (id, sha, owner) => this.#answer(`head ${sha.slice(0, 6)}`, () => this.#as(owner) ?? this.#head(id, sha)),
    discard: (id, owner) => this.#answer(`delete ${id}`, () => this.#as(owner) ?? (this.reports.delete(id) ? answer(204) : answer(404))),
    mine: ({ etag } = {}) => this.#answer('mine', () => this.#mine(etag)),
    putReply: (report, id, body, owner) => this.#answer(`reply ${id}`, () => this.#as(owner) ?? this.#reply(report, id, body)),
    joinIn: (id, owner) => this.#answer(`join ${id}`, () => this.#as(owner) ?? this.#join(id)),
    leave: (id, owner) => this.#answer(`leave ${id}`, () => this.#as(owner) ?? (this.published.get(id)?.delete(this.person ?? this.device), answer(204))),
    receipt: (id) => this.#answer(`receipt ${id}`, () => this.#receipt(id)),
    register: () => this.#answer('register', () => answer(304)),
  }

  /** Of whoever is here: the same each time. */
  keyOf(who) {
    return createHash('sha256').update(`key of ${who}`).digest('base64')
  }

  #signOut(device) {
    const meant = device === this.device ? device : null
    if (meant) this.device = this.person = null
    return answer(200, { body: { api: 'masdarling/1', device: meant } })
  }

  /** Whether the phone sends as the person it is of. */
  #as(owner) {
    return owner === (this.person ?? '') ? undefined : answer(403, { owner: this.person ?? '' })
  }

  async #answer(what, work) {
    this.asked.push(what)
    const instead = this.trouble(what)
    if (instead !== undefined) return instead
    const told = work()
    if (this.losing > 0) {
      this.losing -= 1
      return null
    }
    return told
  }

  #me(status, body = { device: this.device, person: this.person && { id: this.person, name: 'Ani' } }) {
    return answer(status, { body: { api: 'masdarling/1', ...body } })
  }

  #put(id, body) {
    if (!this.device) return answer(401)
    const bytes = Buffer.from(body)
    const digest = sha256(bytes)
    const known = this.reports.get(id)
    if (known && known.digest !== digest) return answer(409)
    const words = JSON.parse(bytes.toString())
    const photos = () => words.photos.map(({ sha256, size }) => ({ sha256, size, offset: 0, complete: false, stored: false, data: Buffer.alloc(0) }))
    const report = known ?? { id, digest, words, number: `MD-${this.reports.size}`, state: 'partial', sent_by: this.person ?? this.device, photos: photos() }
    this.reports.set(id, report)
    this.#settle(report)
    const told = report.photos.map(({ sha256, offset, complete, stored }) => ({ sha256, offset, complete, stored }))
    return answer(known ? 200 : 201, {
      body: { api: 'masdarling/1', id, digest, number: report.number, state: report.state, photos: told, limits: { chunk_max: CHUNK_MAX } },
    })
  }

  #join(id) {
    const joined = this.published.get(id)?.add(this.person ?? this.device)
    return joined ? answer(200, { body: { api: 'masdarling/1', id, me_too: joined.size } }) : answer(404)
  }

  #photo(id, sha) {
    return this.reports.get(id)?.photos.find((photo) => photo.sha256 === sha)
  }

  #patch(id, sha, chunk, { offset, last }) {
    const photo = this.#photo(id, sha)
    if (!photo) return answer(404)
    if (photo.complete || offset !== photo.offset) return answer(409, { offset: photo.offset, complete: photo.complete })
    photo.data = Buffer.concat([photo.data, chunk])
    photo.offset = photo.data.length
    if (last && sha256(photo.data) !== sha) {
      Object.assign(photo, { data: Buffer.alloc(0), offset: 0 })
      return answer(422, { offset: 0, body: { type: 'urn:masdarling:problem:wrong-photo' } })
    }
    photo.complete = last
    this.#settle(this.reports.get(id))
    return answer(204, { offset: photo.offset, complete: photo.complete, custody: this.reports.get(id).state })
  }

  #head(id, sha) {
    const photo = this.#photo(id, sha)
    return photo ? answer(204, { offset: photo.offset, complete: photo.complete }) : answer(404)
  }

  #settle(report) {
    if (report.state === 'partial' && report.photos.every((photo) => photo.complete)) report.state = 'complete'
  }

  /** The worker has done its part. */
  archive() {
    for (const report of this.reports.values()) if (report.state === 'complete') report.state = 'stored'
  }

  /** The reviewer asks, or decides. */
  moves(id, state, words = '') {
    this.reports.get(id).step = { state, at: new Date(1.7e12 + ++this.clock * 60_000).toISOString(), reason: '', label: null, words }
  }

  clock = 0

  #mine(etag) {
    const reports = [...this.reports.values()].map((r) => ({
      id: r.id, state: r.state, number: r.number, category: r.words.category, kelurahan: '', received_at: '2026-11-23T00:00:00Z',
      step: r.step ?? { state: 'received', at: '2026-11-23T00:00:00Z', reason: '', label: null, words: '' }, answered: false,
    }))
    const now = sha256(JSON.stringify(reports))
    return etag === now ? answer(304) : answer(200, { body: { api: 'masdarling/1', reports }, etag: now })
  }

  #reply(report_id, id, body) {
    const report = this.reports.get(report_id)
    if (!report) return answer(404)
    const bytes = Buffer.from(body)
    const digest = sha256(bytes)
    report.replies ??= new Map()
    const known = report.replies.get(id)
    if (known && known.digest !== digest) return answer(409, { body: { type: 'urn:masdarling:problem:clash' } })
    const words = JSON.parse(bytes.toString())
    if (!known) {
      if (report.step?.state !== 'needs_info') return answer(409, { body: { type: 'urn:masdarling:problem:not-asked' } })
      report.replies.set(id, { id, digest, words })
      report.photos.push(...words.photos.map(({ sha256, size }) => ({ sha256, size, offset: 0, complete: false, stored: false, data: Buffer.alloc(0) })))
      report.state = words.photos.length ? 'partial' : 'complete'
      this.moves(report_id, 'received')
      this.#settle(report)
    }
    const own = report.photos.filter((photo) => words.photos.some((p) => p.sha256 === photo.sha256))
    const state = own.every((photo) => photo.complete) ? 'complete' : 'partial'
    const photos = own.map(({ sha256, offset, complete, stored }) => ({ sha256, offset, complete, stored }))
    return answer(known ? 200 : 201, { body: { api: 'masdarling/1', id, report: report_id, digest, number: report.number, state, photos, limits: { chunk_max: CHUNK_MAX } } })
  }

  #receipt(id) {
    const { digest, number, photos, state, replies = new Map() } = this.reports.get(id)
    const stored_at = state === 'stored' ? '2026-11-23T00:00:00Z' : null
    return answer(200, { body: { id, digest, number, stored_at, photos: photos.map(({ sha256 }) => ({ sha256, stored_at })), answers: [...replies.values()].map((r) => ({ id: r.id, digest: r.digest, stored_at })) } })
  }
}
