// Signing out takes the cases along that were kept on this phone. Decisions that are not sent stay: they are shown to
// nobody but whoever made them, and go when that person is back.

import { nothingWasSeen } from '../seen/place.js'
import { opensOfflineNoMore } from './kept-page.js'
import * as taken from './taken.js'

/** @param {Document} page */
export function leaveNothing(page) {
  const form = page.querySelector('form[action="/keluar"]')
  if (!(form instanceof HTMLFormElement)) return
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void forgetAll().finally(() => form.submit())
  })
}

/** Signing out goes on whatever happens. */
const forgetAll = () => Promise.all([taken.forget(() => true), opensOfflineNoMore(), nothingWasSeen()]).catch(console.warn)
