/** HTML of a page. @param {string} address @returns {Promise<string | null>} null: it cannot be had */
export async function pageOf(address) {
  const answer = await fetch(address, { redirect: 'error' }).catch(() => null)
  return answer?.ok ? answer.text() : null
}
