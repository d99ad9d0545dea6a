// What the server tells of a queue while it is looked at. Network only.

/**
 * @typedef {{ id: string, says: string }} Moved a row that somebody moved since the page was drawn, in words
 * @typedef {{ count: number, says: string, href: string, rows: Moved[] }} News
 */

export class NewsOfQueue {
  #etag = ''

  /** @param {string} query the filters, as they stand in the address @param {string} since milliseconds @param {string[]} ids of the rows shown */
  constructor(query, since, ids) {
    const asked = new URLSearchParams(query)
    asked.set('since', since)
    asked.set('rows', ids.map((id) => id.replaceAll('-', '')).join('_'))
    this.address = `/api/v1/queue/news?${asked}`
  }

  /** @returns {Promise<News | 'same' | 'over' | null>} `over`: nobody is signed in any more; null: no answer */
  async ask() {
    const headers = this.#etag ? { 'If-None-Match': this.#etag } : undefined
    const answer = await fetch(this.address, { headers, redirect: 'error', cache: 'no-store' }).catch(() => null)
    if (answer?.status === 304) return 'same'
    const body = await answer?.json().catch(() => null)
    if (body?.api !== 'masdarling/1') return null // a captive portal's, or none
    if (answer?.status === 401) return 'over'
    if (!answer?.ok) return null
    this.#etag = answer.headers.get('ETag') ?? ''
    return body
  }
}

/** How many reports each view shows, by its id; empty without an answer. @returns {Promise<Map<string, number>>} */
export async function counts() {
  const answer = await fetch('/api/v1/queue/counts', { redirect: 'error' }).catch(() => null)
  const body = await answer?.json().catch(() => null)
  const views = answer?.ok && body?.api === 'masdarling/1' ? body.views : []
  return new Map(views.map((/** @type {{ id: string, count: number }} */ { id, count }) => [id, count]))
}
