// Where the phone is, for a decision made in the field and for "nearest first".

/** @typedef {{ lat: number, lon: number, accuracy_m: number, at: string }} Spot at: ISO 8601 */

const FRESH_MS = 60_000

/** @param {number} patience_ms @returns {Promise<Spot | null>} null where the phone does not say */
export function whereAmI(patience_ms) {
  const how = { enableHighAccuracy: true, maximumAge: FRESH_MS, timeout: patience_ms }
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null)
    setTimeout(() => resolve(null), patience_ms + 500) // a question nobody answers has no time-out of its own
    navigator.geolocation.getCurrentPosition(({ coords, timestamp }) => {
      const { latitude: lat, longitude: lon, accuracy } = coords
      resolve({ lat, lon, accuracy_m: Math.round(accuracy), at: new Date(timestamp).toISOString() })
    }, () => resolve(null), how)
  })
}

const METRES_PER_DEGREE = 111_320

/** In metres. Bontang lies on the equator, where a degree is as long either way. @param {{ lat: number, lon: number }} a @param {{ lat: number, lon: number }} b */
export const metres = (a, b) => Math.hypot(a.lat - b.lat, a.lon - b.lon) * METRES_PER_DEGREE

/** «350 m», «1,2 km». @param {number} m @param {string} language */
export function spoken(m, language) {
  const [value, unit] = m < 1000 ? [Math.round(m / 10) * 10, 'meter'] : [m / 1000, 'kilometer']
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}
