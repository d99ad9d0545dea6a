// Which app this page is shown inside, by what its browser calls itself. Links sent in a group chat open there: what
// is kept lies apart from the person's browser and may be gone with the window.

/**
 * @typedef {object} Host
 * @property {string} app its name; empty: some app that does not say
 * @property {'android' | 'ios'} system
 */

/** Marks apps put into the name of the browser they bring along. @type {[RegExp, string][]} */
const APPS = [
  [/Instagram/, 'Instagram'],
  [/MESSENGER|Orca-Android|MessengerForiOS/i, 'Messenger'],
  [/\bFB(?:AN|AV|_IAB)\b/, 'Facebook'],
  [/\bLine\//, 'LINE'],
  [/TikTok|BytedanceWebview|musical_ly|\btrill_/i, 'TikTok'],
  [/WhatsApp/, 'WhatsApp'],
  [/Telegram/, 'Telegram'],
  [/MicroMessenger/, 'WeChat'],
  [/\bTwitter/, 'X'],
]

/**
 * @param {string} agent `navigator.userAgent`
 * @param {boolean} isInstalled opened from the home screen: iOS then leaves "Safari" out of its name, as apps do
 * @returns {Host | null} null: a browser of its own
 */
export function hostOf(agent, isInstalled) {
  const system = /Android/.test(agent) ? 'android' : /iPhone|iPad|iPod/.test(agent) ? 'ios' : null
  if (!system || isInstalled) return null
  const app = APPS.find(([mark]) => mark.test(agent))?.[1]
  const isView = system === 'android' ? /; wv\)/.test(agent) : !/Safari\//.test(agent)
  return app || isView ? { app: app ?? '', system } : null
}
