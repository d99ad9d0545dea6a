// What must still be answered before a report can be saved. As little as possible: a report is never lost to a form.

import { language, say } from '../shared/words.js'
import { asked, isAnswered } from './questions.js'

/**
 * @typedef {import('../outbox/row.js').Form} Form
 * @typedef {import('../shared/register.js').Category} Category
 * @typedef {{ field: 'photo' } | { field: 'category' } | { field: 'question', id: string, label: import('../shared/register.js').Label } | { field: 'place' }} Missing
 */

/**
 * The first thing missing, in the order of the form.
 *
 * @param {Form} form
 * @param {Category | undefined} category
 * @param {boolean} [shown] there is a photo
 * @returns {Missing | null}
 */
export function missing(form, category, shown = false) {
  if (form.mended && !shown) return { field: 'photo' }
  if (!category) return { field: 'category' }
  const questions = asked(questionsOf(form, category), form.answers)
  const open = questions.find((question) => question.required && !isAnswered(question, form.answers[question.id]))
  if (open) return { field: 'question', id: open.id, label: open.label }
  if (!form.where && !form.kelurahan) return { field: 'place' }
  return null
}

/** What is asked of a problem is not asked of what is mended. @param {Form} form @param {Category | undefined} category */
export const questionsOf = (form, category) => (form.mended ? [] : (category?.questions ?? []))

/** The same as a request. @param {Missing} what */
export function missingWords(what) {
  if (what.field === 'question') return say('phone.questions.missing', { label: what.label[language()] })
  return say(`phone.${what.field}.missing`)
}
