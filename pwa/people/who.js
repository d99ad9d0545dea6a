// The cookie that tells scripts whom this phone is taken for. It is no credential: see docs/protocol.md.

const NAME = 'md_who'
const LASTS_S = 180 * 24 * 3600

/** Empty when the server never said. */
export function whoIsHere() {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${NAME}=`))
  return found?.slice(NAME.length + 1) ?? ''
}

/** A sign-out without a network: the next request brings the wish along. @param {string} wish */
export function markWho(wish) {
  document.cookie = `${NAME}=${wish}; path=/; max-age=${LASTS_S}; SameSite=Lax`
}

/**
 * A page brought back as it was, or looked at again, may show somebody who left meanwhile in another tab.
 *
 * @param {() => boolean} isAnother
 */
export function watchWho(isAnother) {
  const look = () => document.visibilityState === 'visible' && isAnother() && location.reload()
  addEventListener('pageshow', look)
  document.addEventListener('visibilitychange', look)
}
