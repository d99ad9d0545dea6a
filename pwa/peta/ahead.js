// Into the browser's cache, while there is nothing else to do. CSP has no words for `prefetch` in Firefox.

import { savesData } from '../shared/connection.js'

/** Not where somebody spares their data: then it comes when it is asked for. @param {string[]} files */
export function ahead(files) {
  if (savesData()) return
  for (const file of files) fetch(file, { priority: 'low' }).catch(() => undefined)
}
