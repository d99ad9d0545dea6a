// "Saya juga" instead of a report of one's own: the draft is let go. Both can be taken back.

/**
 * @typedef {import('../outbox/row.js').Row} Row
 * @typedef {import('../shell/desk.js').Desk} Desk
 */

export class Joining {
  /** @param {Desk} desk @param {import('./neighbourhood.js').Neighbourhood} around */
  constructor(desk, around) {
    this.desk = desk
    this.around = around
  }

  /** @param {import('./pack.js').Near} entry */
  async join(entry) {
    const { desk } = this
    const draft = desk.drafts.current
    await draft?.writing
    await this.around.join(entry, desk.owner)
    if (draft?.kept) await desk.drafts.drop(draft.row, entry.id)
    await desk.drafts.begin()
    desk.drafts.slip = { what: 'joined', back: () => this.#unjoin(entry.id) }
    desk.given.tell({ what: 'rows' })
    void desk.courier.wake()
    void desk.given.askForSync()
  }

  /** @param {string} id */
  async #unjoin(id) {
    const draft = await this.leave(id)
    if (draft) await this.desk.drafts.edit(draft)
  }

  /** No longer joined in on. @param {string} id of the report @returns {Promise<Row | undefined>} the draft that was let go for it */
  async leave(id) {
    const { desk } = this
    const draft = (await desk.box.all()).find((row) => row.dropped_at && row.joined === id && desk.isOurs(row))
    if (draft) await desk.drafts.takeBack(draft) // first: a page killed in between has lost nothing
    await this.around.leave(id)
    await desk.look()
    desk.given.tell({ what: 'rows' })
    void desk.courier.wake()
    return draft && desk.box.get(draft.id)
  }
}
