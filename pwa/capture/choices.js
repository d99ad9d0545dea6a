// What a person chose before, each person's apart: under which name, and which categories.

import { counted } from './frequent.js'

/**
 * @typedef {import('../outbox/row.js').Form} Form
 * @typedef {{ identity: Form['identity'], categories: import('./frequent.js').History }} Choices
 * @typedef {Pick<typeof import('../shared/facts.js'), 'recall' | 'remember'>} Facts
 */

/** @type {Choices} */
export const NO_CHOICES = Object.freeze({ identity: 'named', categories: {} })

/** @param {string} owner empty while nobody is known */
const name = (owner) => `choices:${owner}`

/** @param {Facts} facts @param {string} owner @returns {Promise<Choices>} */
export const choicesOf = async (facts, owner) => ({ ...NO_CHOICES, ...(await facts.recall(name(owner))) })

/**
 * @param {Facts} facts
 * @param {string} owner
 * @param {Form} form as it was saved
 * @param {number} now
 */
export async function rememberChoices(facts, owner, { identity, category }, now) {
  const { categories } = await choicesOf(facts, owner)
  await facts.remember(name(owner), { identity, categories: counted(categories, category, now) })
}
