// The city register as the phone uses it: what may be reported, what is asked, where the kelurahan lie.

/** @typedef {{ id: string, en: string }} Label */
/** Answers that count: yes or no of a bool, some options of a choice or multi. @typedef {boolean | string[]} Values */
/** An earlier question of the category, and its answers that count. @typedef {{ question: string, is: Values }} Condition */
/**
 * @typedef {object} Question
 * @property {string} id
 * @property {Label} label
 * @property {'choice' | 'multi' | 'number' | 'bool' | 'text' | 'time' | 'compass'} type
 * @property {string[]} options stored values and labels at once
 * @property {boolean} required
 * @property {Condition | null} [when] asked only when it holds
 * @property {Values | null} [alarm] answers that speak of people in danger
 * @property {string | null} [measure] of a number: what residents read the sum of
 */
/** @typedef {{ code: string, label: Label, icon: string }} Group */
/**
 * @typedef {object} Category
 * @property {string} code
 * @property {string} group
 * @property {Label} label
 * @property {Label} short the label where there is little room
 * @property {string} icon
 * @property {boolean} common offered first to who never reported
 * @property {'no' | 'yes' | 'conditional' | 'threshold'} emergency
 * @property {Question[]} questions
 * @property {string | null} [valid_to] ISO date of the last day it is offered
 */
/** @typedef {{ code: string, name: string, aliases: string[], kecamatan: string, points: [number, number][] }} Kelurahan points are [lon, lat] */
/** @typedef {{ version: number, groups: Group[], categories: Category[], kelurahan: Kelurahan[] }} Register */

/**
 * The part of a register document that a phone needs, whether its tables are lists or keyed by code.
 *
 * @param {any} document
 * @returns {Register}
 */
export function lean({ version, groups, categories, kelurahan }) {
  return {
    version,
    groups: rows(groups).map(({ code, label, icon }) => ({ code, label, icon })),
    categories: rows(categories).map(category),
    kelurahan: rows(kelurahan).map(place),
  }
}

/** @param {any} table @returns {any[]} */
const rows = (table) => (Array.isArray(table) ? table : Object.values(table))

/** @param {any} row @returns {Category} */
const category = ({ code, group, label, short, icon, common, emergency, questions, valid_to }) => ({
  code,
  group,
  label,
  short: short ?? label,
  icon,
  common: common ?? false,
  emergency,
  valid_to,
  questions: questions.map((/** @type {any} */ question) => ({ options: [], ...question })),
})

/** @param {any} row @returns {Kelurahan} */
const place = ({ code, name, aliases, kecamatan, reference_points, points }) => ({
  code,
  name,
  aliases,
  kecamatan,
  points: reference_points ?? points,
})

/** @param {Register} register @param {string} code */
export const categoryOf = (register, code) => register.categories.find((category) => category.code === code)

/**
 * What may be reported at a moment, by Bontang's clock (UTC+8). What was closed stays known to drafts.
 *
 * @param {Register} register
 * @param {number} now milliseconds since 1970
 * @returns {Register}
 */
export function offered(register, now) {
  const day = new Date(now + 8 * 3600e3).toISOString().slice(0, 10)
  const categories = register.categories.filter(({ valid_to }) => !valid_to || valid_to >= day)
  return { ...register, categories, groups: register.groups.filter(({ code }) => categories.some(({ group }) => group === code)) }
}

/**
 * Of an answer: the register, or null for what no form could be drawn from. It would be kept and used without a network.
 *
 * @param {any} document
 * @returns {Register | null}
 */
export function readable(document) {
  try {
    const register = lean(document)
    return isWhole(register) ? register : null
  } catch {
    return null
  }
}

/** @param {Register} register */
function isWhole({ version, groups, categories, kelurahan }) {
  const asks = (/** @type {Question} */ { id, label, options }) => id && isLabel(label) && Array.isArray(options)
  return [groups, categories, kelurahan].every(({ length }) => length) && version > 0 &&
    groups.every(({ code, label }) => code && isLabel(label)) &&
    categories.every(({ code, label, short, questions }) => code && isLabel(label) && isLabel(short) && questions.every(asks)) &&
    kelurahan.every(({ code, name, points }) => code && name && points.length && points.every(([x, y]) => Number.isFinite(x + y)))
}

/** @param {Label | undefined} label */
const isLabel = (label) => Boolean(label?.id && label.en)
