/**
 * Asynchronous functions of a module that is fetched when the first of them is called.
 *
 * @template {Record<string, any>} M
 * @template {keyof M & string} K
 * @param {() => Promise<M>} fetched
 * @param {K[]} names
 * @returns {Pick<M, K>}
 */
export function later(fetched, names) {
  const call = (/** @type {K} */ name) => async (/** @type {any[]} */ ...given) => (await fetched())[name](...given)
  return /** @type {Pick<M, K>} */ (Object.fromEntries(names.map((name) => [name, call(name)])))
}
