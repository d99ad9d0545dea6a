// Where the phone is, as long as someone wants to know.

/** @typedef {import('../outbox/row.js').Where} Where */
/** @typedef {'idle' | 'searching' | 'found' | 'denied' | 'unavailable'} Standing */
/** What is told of a position. @typedef {'idle' | 'searching' | 'slow' | 'denied' | 'unavailable' | 'found' | 'rough' | 'old'} Telling */

const FRESH_MS = 60_000
const OPTIONS = { enableHighAccuracy: true, maximumAge: 10_000, timeout: 30_000 }
const ROUGH_M = 100
const OLD_MS = 5 * 60_000 // the person may have walked on since
const SLOW_MS = 12_000
const LATE_MS = 15 * 60_000

/**
 * The better of two fixes: the more exact one, unless it has grown old. Who went indoors meanwhile keeps the one of
 * outside.
 *
 * @param {Where | null} before
 * @param {Where} now
 */
export function better(before, now) {
  if (!before || before.source !== 'gps') return now
  if (before.at === now.at) return before
  const isOld = now.at - before.at > FRESH_MS && (!isRough(now) || isRough(before))
  return isOld || (now.accuracy_m ?? Infinity) <= (before.accuracy_m ?? Infinity) ? now : before
}

/** @param {Where} fix */
const isRough = ({ accuracy_m }) => (accuracy_m ?? Infinity) > ROUGH_M

/**
 * Whether a fix may still be the place of a report: a draft that is finished at home was not seen there.
 *
 * @param {Where} fix
 * @param {number | null} captured when its first photo was taken
 */
export const inTime = (fix, captured) => captured === null || fix.at - captured < LATE_MS

/**
 * @param {Where | null} where the position the report has
 * @param {Standing} standing of the search for one
 * @param {{ now: number, since: number }} when `since`: when the search began
 * @returns {Telling}
 */
export function telling(where, standing, { now, since }) {
  if (where) {
    if (now - where.at > OLD_MS) return 'old'
    return isRough(where) ? 'rough' : 'found'
  }
  if (standing === 'searching' && now - since > SLOW_MS) return 'slow'
  return standing === 'found' ? 'idle' : standing
}

/**
 * Tells when asking will not raise a question to the person: now, or when they allow it in the settings.
 *
 * @param {() => void} told
 */
export async function whenAllowed(told) {
  try {
    const permission = await navigator.permissions.query({ name: 'geolocation' })
    const look = () => permission.state === 'granted' && told()
    permission.onchange = look
    look()
  } catch {
    // Safari before 16 does not know.
  }
}

/**
 * @param {(where: Where) => void} found
 * @param {(why: 'denied' | 'unavailable') => void} failed not told of a search that only takes long: it goes on
 * @returns {() => void} stops watching
 */
export function watch(found, failed) {
  if (!navigator.geolocation) {
    failed('unavailable')
    return () => undefined
  }
  const id = navigator.geolocation.watchPosition(
    ({ coords }) => found(fix(coords)),
    (error) => error.code !== error.TIMEOUT && failed(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'),
    OPTIONS,
  )
  return () => navigator.geolocation.clearWatch(id)
}

/** Six decimals are a hand's breadth. @param {GeolocationCoordinates} coords @returns {Where} */
function fix({ latitude, longitude, accuracy }) {
  const round = (/** @type {number} */ degrees) => Math.round(degrees * 1e6) / 1e6
  return {
    lat: round(latitude),
    lon: round(longitude),
    accuracy_m: Math.round(accuracy),
    source: 'gps',
    at: Date.now(),
  }
}
