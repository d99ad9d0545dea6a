// Beside the list of a reviewer. The list works without this file.

import { Arrivals, showCounts } from './arrivals.js'
import { NewsOfQueue } from './news-of-queue.js'

const place = document.getElementById('kedatangan')
if (place) {
  const rows = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.case-row'))
  const ids = [...rows].map(({ dataset }) => dataset.report ?? '')
  const { query = '', since = '' } = place.dataset
  new Arrivals(document, place, new NewsOfQueue(query, since, ids)).begin()
  void showCounts(document)
}
