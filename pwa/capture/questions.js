// Which questions of a category apply, by what was answered so far. The server judges alike: backend/city/answers.py.

/**
 * @typedef {import('../shared/register.js').Question} Question
 * @typedef {import('../shared/register.js').Values} Values
 * @typedef {import('../outbox/row.js').Form['answers']} Answers
 * @typedef {Answers[string] | undefined} Answer
 */

/**
 * One that hangs on another that is not asked is not asked either.
 *
 * @param {Question[]} questions a question hangs on an earlier one only
 * @param {Answers} answers
 */
export function asked(questions, answers) {
  /** @type {Set<string>} */
  const ids = new Set()
  return questions.filter(({ id, when }) => {
    const applies = !when || (ids.has(when.question) && counts(when.is, answers[when.question]))
    if (applies) ids.add(id)
    return applies
  })
}

/** @param {Values} values @param {Answer} answer */
function counts(values, answer) {
  if (typeof values === 'boolean') return answer === values
  return (Array.isArray(answer) ? answer : [answer]).some((one) => values.includes(/** @type {string} */ (one)))
}

/**
 * Whether what was answered just now speaks of people in danger.
 *
 * @param {Question[]} questions
 * @param {Answers} before
 * @param {Answers} now
 */
export const alarms = (questions, before, now) =>
  asked(questions, now).some(({ id, alarm }) => alarm != null && counts(alarm, now[id]) && !counts(alarm, before[id]))

/**
 * There is an answer, and the question knows it: one given to another category under the same name is none.
 *
 * @param {Question} question
 * @param {Answer} answer
 */
export function isAnswered({ type, options }, answer) {
  if (answer === undefined || answer === '') return false
  if (type === 'choice') return options.includes(/** @type {string} */ (answer))
  if (type === 'multi') return Array.isArray(answer) && answer.length > 0 && answer.every((one) => options.includes(one))
  if (type === 'bool') return typeof answer === 'boolean'
  return typeof answer === (type === 'number' ? 'number' : 'string')
}

/**
 * What travels: answers to the questions that apply.
 *
 * @param {Answers} answers
 * @param {Question[]} questions
 * @returns {Answers}
 */
export function answersOf(answers, questions) {
  const open = asked(questions, answers).filter((question) => isAnswered(question, answers[question.id]))
  return Object.fromEntries(open.map(({ id }) => [id, /** @type {Answers[string]} */ (answers[id])]))
}
