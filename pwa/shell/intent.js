/**
 * A link that leaves an Android app for Chrome; where there is none, the address opens as any other.
 * https://developer.chrome.com/docs/android/intents
 *
 * @param {string} address complete, with its scheme
 */
export function intentTo(address) {
  const { protocol, host, pathname, search } = new URL(address)
  const parts = [`scheme=${protocol.slice(0, -1)}`, 'package=com.android.chrome', `S.browser_fallback_url=${encodeURIComponent(address)}`]
  return `intent://${host}${pathname}${search}#Intent;${parts.join(';')};end`
}
