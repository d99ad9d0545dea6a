// Finds categories by words. Pure.

/**
 * Every word must occur in the category's or its group's name, in either language; what begins so comes first.
 *
 * @param {import('../shared/register.js').Register} register
 * @param {string} words
 */
export function search({ groups, categories }, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  /** @param {import('../shared/register.js').Category} category */
  const named = ({ code, label, short }) => [code, label.id, label.en, short.id, short.en].join(' ').toLowerCase()
  const found = categories.filter((category) => {
    const above = groups.find(({ code }) => code === category.group)?.label
    const text = [named(category), above?.id, above?.en].join(' ').toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
  const itself = found.filter((category) => wanted.every((word) => named(category).includes(word)))
  return [...itself, ...found.filter((category) => !itself.includes(category))]
}
