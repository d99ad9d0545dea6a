import { TEXTS } from '../shared/words.js'

/**
 * Those in whose names, or in what people also call them, the most words occur, in either language. Who types a whole
 * sentence finds what fits best; what is itself named so comes before what lies in a group of that name.
 *
 * @param {import('../shared/register.js').Register} register
 * @param {string} words
 */
export function search({ groups, categories }, words) {
  const wanted = words.toLowerCase().split(/[\s,.]+/).filter(Boolean)
  const hits = (/** @type {string[]} */ ...texts) => wanted.filter((word) => texts.join(' ').toLowerCase().includes(word)).length
  const ranked = categories.map((category) => {
    const [named, also, above] = textsOf(category, groups)
    return { category, all: hits(named, also, above), near: hits(named) + hits(named, also) }
  })
  const most = Math.max(1, ...ranked.map(({ all }) => all))
  return ranked.filter(({ all }) => all === most).sort((a, b) => b.near - a.near).map(({ category }) => category)
}

/**
 * @param {import('../shared/register.js').Category} category
 * @param {import('../shared/register.js').Group[]} groups
 * @returns {[named: string, also: string, above: string]}
 */
function textsOf({ code, group, label, short }, groups) {
  const above = groups.find((one) => one.code === group)?.label
  const also = [TEXTS.id[`search.${code}`], TEXTS.en[`search.${code}`]]
  return [[code, label.id, label.en, short.id, short.en].join(' '), also.join(' '), `${above?.id} ${above?.en}`]
}
