// What a row begins with: empty, or like one that was there before. Pure.

/**
 * @typedef {import('./row.js').Row} Row
 * @typedef {import('./row.js').Form} Form
 * @typedef {import('./row.js').Spot} Spot
 */

/** The version new rows are written in. Older rows stay readable; a field is only ever added. */
export const ROW_VERSION = 1

/** @type {Form} */
export const EMPTY_FORM = Object.freeze({
  category: '',
  answers: {},
  note: '',
  identity: 'named',
  where: null,
  kelurahan: '',
  kelurahan_by_hand: false,
  rt: '',
  danger: false,
})

/** @type {Spot} */
export const TOP = Object.freeze({ group: '', words: '', open: [], y: 0 })

/**
 * @param {{ id: string, owner: string, now: number, register: number, form?: Partial<Form> }} of
 * @returns {Row}
 */
export function newDraft({ id, owner, now, register, form = {} }) {
  return {
    id,
    v: ROW_VERSION,
    state: 'draft',
    owner,
    form: { ...EMPTY_FORM, ...form },
    spot: TOP,
    awaiting: false,
    created_at: now,
    changed_at: now,
    captured_at: null,
    register,
    supersedes: null,
    sealed: null,
    tried: false,
    server: null,
    blocked: null,
    receipt: null,
  }
}

/**
 * The same report under a new id, to be looked through and sent again.
 *
 * @param {Row} old
 * @param {string} id
 * @param {number} now
 * @returns {Row}
 */
export function renewed(old, id, now) {
  const { owner, register, form, captured_at } = old
  const draft = newDraft({ id, owner, now, register, form })
  return { ...draft, captured_at, supersedes: old.server ? old.id : null }
}

/**
 * Something like it once more: what it is about and where, but not where the phone was, nor the danger of then.
 *
 * @param {Row} row
 * @returns {Partial<Form>}
 */
export const likeIt = ({ form: { category, answers, note, identity, kelurahan, rt } }) => {
  const { bahaya: _, ...rest } = answers
  return { category, answers: rest, note, identity, kelurahan, kelurahan_by_hand: kelurahan !== '', rt }
}
