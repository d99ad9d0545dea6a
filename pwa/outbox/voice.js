// What a screen reader is told while the queue is worked on: that reports have arrived, or need the person. Never each
// chunk, and nothing when nothing of the kind happened. Pure.

import { say } from '../shared/words.js'
import { isUnsent } from './row.js'
import './texts.js'

/** @typedef {import('./row.js').Row} Row */

export class Voice {
  constructor() {
    /** @type {Map<string, Row['state']> | null} null: nothing was seen before, so nothing has changed */
    this.before = null
  }

  /**
   * @param {Row[]} rows
   * @returns {string} empty: nothing worth an interruption
   */
  about(rows) {
    const { before } = this
    this.before = new Map(rows.map((row) => [row.id, row.state]))
    if (!before) return ''
    const arrived = rows.filter((row) => isAtServer(row) && before.has(row.id) && !isAtServer({ state: before.get(row.id) }))
    const stuck = rows.filter((row) => row.state === 'blocked' && before.get(row.id) !== 'blocked')
    const left = rows.filter(isUnsent).length
    return [
      arrived.length ? say('outbox.voice.sent', { n: arrived.length }) : '',
      arrived.length && left ? say('outbox.voice.left', { n: left }) : '',
      stuck.length ? say('outbox.voice.needs', { n: stuck.length }) : '',
    ].filter(Boolean).join(' ')
  }
}

/** @param {{ state: Row['state'] | undefined }} row */
const isAtServer = ({ state }) => state === 'sent' || state === 'stored'
