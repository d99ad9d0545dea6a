// Takes up what a page that was left in the middle of a word had not yet written.

import { Draft } from './draft.js'
import { isOpen } from './written.js'

/**
 * Safe to repeat, and beside a tab that is about to write the same.
 *
 * @param {import('./written.js').Box} box
 * @param {import('./written.js').Journal} journal
 */
export async function takeUp(box, journal) {
  for (const [key, { id, row, patch }] of journal.left()) {
    const kept = await box.get(id)
    if (kept ? isOpen(kept) : row) {
      const draft = kept ? await Draft.of(box, kept) : new Draft(box, /** @type {import('./written.js').Row} */ (row), { kept: false })
      await draft.note(patch)
    }
    journal.forget(key)
  }
}
