// What the pages of /lapor know of reports after delivery. Storage is given; no page and no network here.

import { heardOf } from './lines.js'
import { answerWaits, fateOf, needsPerson } from './status.js'

/**
 * @typedef {import('./status.js').Fate} Fate
 * @typedef {import('../outbox/deliver.js').Me} Me
 */

export class Following {
  /** @param {{ facts: typeof import('../shared/facts.js'), replies: typeof import('./replies.js'), tell: typeof import('../shared/news.js').tell, push: import('./push.js').Push }} given */
  constructor({ facts, replies, tell, push }) {
    this.tell = tell
    this.push = push
    this.facts = facts
    this.replies = replies
    /** @type {Map<string, Fate>} newest report first */
    this.fates = new Map()
    /** @type {Map<string, import('./lines.js').Line>} */
    this.lines = new Map()
  }

  /** See how things stand, for this person alone. @param {Me | null} me */
  async look(me) {
    await this.push.look(me)
    const heard = await heardOf(this.facts, me)
    const mine = (await this.replies.all()).filter((reply) => reply.owner === '' || reply.owner === me?.person)
    this.lines = new Map(heard.lines.map((line) => [line.id, line]))
    this.fates = new Map(heard.lines.map((line) => [line.id, fateOf(line, mine.filter((reply) => reply.report === line.id), heard.at)]))
  }

  /** @param {string} id */
  fate = (id) => this.fates.get(id) ?? null

  /** Those this phone has no row of: sent from another one. @param {{ id: string }[]} rows */
  elsewhere(rows) {
    const here = new Set(rows.map(({ id }) => id))
    return [...this.lines.values()].filter(({ id }) => !here.has(id))
  }

  /** A delivery is over: once the server has a report of this person it makes sense to be told of it. */
  async delivered() {
    await this.look((await this.facts.recall('me')) ?? null)
    if (this.fates.size) await this.push.refresh()
  }

  /** Throw away an answer that can never be sent. @param {import('./reply.js').Reply} reply */
  async drop(reply) {
    await this.replies.remove(reply.id)
    this.tell({ what: 'rows' })
  }

  /** How many wait for the person: questions, and answers that cannot be sent. */
  get needs() {
    return [...this.fates.values()].filter(needsPerson).length
  }

  /** How many answers to questions have not arrived. */
  get unsent() {
    return [...this.fates.values()].filter(answerWaits).length
  }
}
