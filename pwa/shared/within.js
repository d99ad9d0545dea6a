// A question nobody answers has no time-out of its own. (AbortSignal.timeout is younger than the oldest browsers here.)

/** @param {number} ms @param {Promise<boolean>} work @returns {Promise<boolean>} false where it takes longer */
export function within(ms, work) {
  /** @type {(isDone: false) => void} */
  let giveUp
  const late = new Promise((/** @type {(isDone: false) => void} */ resolve) => (giveUp = resolve))
  const timer = setTimeout(() => giveUp(false), ms)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
