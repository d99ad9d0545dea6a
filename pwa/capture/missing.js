// What must still be answered before a report can be saved. As little as possible: a report is never lost to a form.

/**
 * @typedef {import('../outbox/row.js').Form} Form
 * @typedef {import('../shared/register.js').Category} Category
 * @typedef {{ field: 'category' } | { field: 'question', id: string, label: import('../shared/register.js').Label } | { field: 'place' }} Missing
 */

/**
 * The first thing missing, in the order of the form.
 *
 * @param {Form} form
 * @param {Category | undefined} category
 * @returns {Missing | null}
 */
export function missing(form, category) {
  if (!category) return { field: 'category' }
  const open = category.questions.find((question) => question.required && !isAnswered(form.answers[question.id]))
  if (open) return { field: 'question', id: open.id, label: open.label }
  if (!form.where && !form.kelurahan) return { field: 'place' }
  return null
}

/** @param {Form['answers'][string] | undefined} answer */
const isAnswered = (answer) => answer !== undefined && answer !== '' && !(Array.isArray(answer) && answer.length === 0)

/**
 * Answers that belong to the category as it is asked now; empty ones are left out.
 *
 * @param {Form['answers']} answers
 * @param {Category} category
 */
export function answersOf(answers, category) {
  const asked = new Set(category.questions.map(({ id }) => id))
  return Object.fromEntries(Object.entries(answers).filter(([id, answer]) => asked.has(id) && isAnswered(answer)))
}
