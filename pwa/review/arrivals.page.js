// Beside the list of a reviewer. The list works without this file.

import { Arrivals, showCounts } from './arrivals.js'
import { NewsOfQueue } from './news-of-queue.js'
import { rowsOf } from './rows.js'

const WIDE = '(min-width: 68.75rem)' // as in queue-map.css

const place = document.getElementById('kedatangan')
const map = document.getElementById('peta')
if (map?.dataset.script && (map.classList.contains('is-open') || matchMedia(WIDE).matches)) {
  const script = document.createElement('script')
  script.src = map.dataset.script
  document.head.append(script)
}
if (place) {
  const { query = '', since = '' } = place.dataset
  new Arrivals(document, place, new NewsOfQueue(query, since, [...rowsOf(document).keys()])).begin()
  void showCounts(document)
}
