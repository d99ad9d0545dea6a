// A report's page leads here: its place is mended, or is not. Fetched only then.

/** @typedef {Partial<import('../outbox/row.js').Form> & { about: string, mended: boolean }} More */
/** @typedef {import('./desk.js').Desk} Desk */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The draft that says so already, or one that begins with what is known of the place. @param {Desk} desk */
export async function open(desk) {
  const form = whatIsSaid()
  if (!form) return again(desk)
  const before = (await begun(desk)).find((row) => row.form.about === form.about && Boolean(row.form.mended) === form.mended)
  if (before) await desk.drafts.edit(before)
  else {
    await desk.drafts.begin()
    await desk.drafts.current?.fill(form)
  }
  if (desk.drafts.current) history.replaceState({ about: desk.drafts.current.row.id }, '')
}

/** The page is loaded again: its draft is still the one it was opened for. @param {Desk} desk */
async function again(desk) {
  const before = (await begun(desk)).find((row) => row.id === history.state?.about)
  if (before) await desk.drafts.edit(before)
}

/** @param {Desk} desk */
const begun = async (desk) => (await desk.box.all()).filter((row) => desk.isOurs(row) && row.state === 'draft' && !row.dropped_at)

/** What the address says of it, once; null when it names no report. @returns {More | null} */
function whatIsSaid() {
  const query = new URLSearchParams(location.search)
  const asked = (/** @type {string} */ name) => query.get(name) ?? ''
  const [about, kelurahan] = [asked('tentang'), asked('kelurahan')]
  if (!UUID.test(about)) return null
  history.replaceState(null, '', location.pathname + location.hash)
  return { about, mended: asked('beres') === 'ya', category: asked('jenis'), kelurahan, kelurahan_by_hand: kelurahan !== '', rt: asked('rt').replace(/\D/g, '').slice(0, 3) }
}
