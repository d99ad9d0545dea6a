// The shapes of all kelurahan, fetched when somebody asks: 15 kB that most visitors never need.

/** @returns {Promise<import('./among.js').Feature[]>} */
export async function shapes() {
  const answer = await fetch('/api/v1/kelurahan')
  if (!answer.ok) throw new Error(`answered ${answer.status}`)
  return (await answer.json()).features
}
