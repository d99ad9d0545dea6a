// Cases and the page they are read on: with the first case comes the page, for the network may go at any time after it.

import { within } from '../shared/within.js'

const PATIENCE_MS = 30_000

/**
 * @template {{ end: string, n: number }} Told
 * @param {(progress: (n: number) => void) => Promise<Told>} take calls `progress` with 1, 2, 3, …
 * @param {() => Promise<void>} keepPage
 * @param {(n: number) => void} progress
 * @param {number} [patience_ms] for the page, once the cases are here
 * @returns {Promise<Told & { opens: boolean }>} opens: nothing is known that would keep the page from opening without a network
 */
export async function takeAlong(take, keepPage, progress, patience_ms = PATIENCE_MS) {
  let opens = Promise.resolve(true)
  const told = await take((n) => {
    if (n === 1) opens = keepPage().then(() => true, (error) => (console.warn(error), false))
    progress(n)
  })
  return { ...told, opens: await within(patience_ms, opens) }
}
