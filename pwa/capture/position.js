// Where the phone is, as long as someone wants to know.

/** @typedef {import('../outbox/row.js').Where} Where */
/** @typedef {'idle' | 'searching' | 'found' | 'denied' | 'unavailable'} Standing */

const FRESH_MS = 60_000
const OPTIONS = { enableHighAccuracy: true, maximumAge: 10_000, timeout: 30_000 }

/**
 * The better of two fixes: the more exact one, unless it has grown old.
 *
 * @param {Where | null} before
 * @param {Where} now
 */
export function better(before, now) {
  if (!before || before.source !== 'gps') return now
  const isOld = now.at - before.at > FRESH_MS
  return isOld || (now.accuracy_m ?? Infinity) <= (before.accuracy_m ?? Infinity) ? now : before
}

/** Whether asking will not raise a question to the person. */
export async function isAllowed() {
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted'
  } catch {
    return false // Safari before 16 does not know
  }
}

/**
 * @param {(where: Where) => void} found
 * @param {(why: 'denied' | 'unavailable') => void} failed
 * @returns {() => void} stops watching
 */
export function watch(found, failed) {
  if (!navigator.geolocation) {
    failed('unavailable')
    return () => undefined
  }
  const id = navigator.geolocation.watchPosition(
    ({ coords }) => found(fix(coords)),
    (error) => failed(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'),
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
