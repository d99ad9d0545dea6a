const UNITS = /** @type {[Intl.RelativeTimeFormatUnit, number][]} */ ([['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]])

/** How long ago, as the browser says it in that language: "3 hari yang lalu". @param {number} ms @param {string} language */
export function since(ms, language) {
  const [unit, size] = UNITS.find(([, size]) => ms >= size) ?? /** @type {[Intl.RelativeTimeFormatUnit, number]} */ (['minute', 60_000])
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.max(1, Math.floor(ms / size)), unit)
}
