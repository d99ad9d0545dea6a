// Takes up what a page that was left in the middle of a word had not yet written.

import { Draft } from './draft.js'
import { isOpen } from './written.js'

/**
 * Safe to repeat, and beside a tab that is about to write the same. What cannot be written now waits for the next
 * time: a full phone must still open.
 *
 * @param {import('./written.js').Box} box
 * @param {import('./written.js').Journal} journal
 * @param {(owner: string) => boolean} [isOpenTo] whether that person's reports lie here unsealed; a word of anyone else
 *   would stand here for all to read, and goes
 */
export async function takeUp(box, journal, isOpenTo = () => true) {
  for (const [key, entry] of journal.left()) {
    const done = !isOpenTo(entry.owner ?? '') || (await write(box, entry).catch(() => false))
    if (done) journal.forget(key)
  }
}

/** @param {import('./written.js').Box} box @param {import('./written.js').Entry} entry */
async function write(box, { id, row, patch }) {
  const kept = await box.get(id)
  if (isOpen(kept)) await (await Draft.of(box, kept)).note(patch)
  else if (!kept && row) await new Draft(box, row, { kept: false }).note(patch)
  return true
}
