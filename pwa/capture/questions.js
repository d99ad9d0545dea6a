// Which questions of a category apply, by what was answered so far. The server judges alike: backend/city/answers.py.

/**
 * @typedef {import('../shared/register.js').Question} Question
 * @typedef {import('../shared/register.js').Values} Values
 * @typedef {import('../outbox/row.js').Form['answers']} Answers
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

/** @param {Values} values @param {Answers[string] | undefined} answer */
function counts(values, answer) {
  if (typeof values === 'boolean') return answer === values
  return (Array.isArray(answer) ? answer : [answer]).some((one) => values.includes(/** @type {string} */ (one)))
}

/** Whether an answer speaks of people in danger. @param {Question} question @param {Answers[string] | undefined} answer */
export const alarms = ({ alarm = null }, answer) => alarm !== null && counts(alarm, answer)

/** @param {Answers[string] | undefined} answer */
export const isAnswered = (answer) =>
  answer !== undefined && answer !== '' && !(Array.isArray(answer) && answer.length === 0)

/**
 * What travels: answers to questions that apply; empty ones are left out.
 *
 * @param {Answers} answers
 * @param {Question[]} questions
 * @returns {Answers}
 */
export function answersOf(answers, questions) {
  const ids = new Set(asked(questions, answers).map(({ id }) => id))
  return Object.fromEntries(Object.entries(answers).filter(([id, answer]) => ids.has(id) && isAnswered(answer)))
}
