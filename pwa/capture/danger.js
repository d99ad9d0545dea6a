// When to put the call to 112 before everything else.

/** Questions of the register whose "yes" speaks of people hurt or to be brought to safety. */
const TELLING = ['korban', 'butuh_evakuasi']

/**
 * @param {import('../outbox/row.js').Form['answers']} before
 * @param {import('../outbox/row.js').Form['answers']} now
 */
export const tellsOfDanger = (before, now) => TELLING.some((id) => now[id] === true && before[id] !== true)
