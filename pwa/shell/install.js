// Whether and how the app may be put on the home screen. Everything it works with is given.

/** A fact: the person said *Nanti*. The settings stay a way back. */
const LATER = 'install_later'

/**
 * `prompt`: the browser asks when told to; `ios`: the person does it by hand; `ios_wait`: not while something is
 * here that the app on the home screen, whose storage is its own, would not have; `menu`: perhaps by the browser's
 * menu; `host`: inside another app; `none`: this browser does not install.
 *
 * @typedef {'installed' | 'host' | 'prompt' | 'ios' | 'ios_wait' | 'menu' | 'none'} Way
 *
 * @typedef {object} Given
 * @property {Pick<typeof import('../shared/facts.js'), 'recall' | 'remember'>} facts
 * @property {{ offer: import('./home.js').Offer | null }} home
 * @property {() => boolean} isInstalled
 * @property {string} agent `navigator.userAgent`
 * @property {boolean} isHosted shown inside another app
 * @property {() => Promise<number>} left how much lies here and nowhere else
 */

export class Install {
  /** @param {Given} given */
  constructor(given) {
    this.given = given
    this.left = 0
    /** Until it is known, nothing is offered. */
    this.isPutOff = true
  }

  /** See how things stand. */
  async look() {
    this.left = await this.given.left()
    this.isPutOff = (await this.given.facts.recall(LATER)) === true
  }

  /** @returns {Way} */
  get way() {
    const { home, agent, isHosted, isInstalled } = this.given
    if (isInstalled()) return 'installed'
    if (isHosted) return 'host'
    if (/iPhone|iPad|iPod/.test(agent)) return this.left ? 'ios_wait' : 'ios'
    if (home.offer) return 'prompt'
    return /Android/.test(agent) ? 'menu' : 'none'
  }

  /** Whether it is said without being asked for. */
  get isOffered() {
    return !this.isPutOff && (this.way === 'prompt' || this.way === 'ios')
  }

  /** The browser asks now. It does so once: whoever says no is not offered it again. */
  async accept() {
    const { home } = this.given
    const { offer } = home
    if (!offer) return
    home.offer = null
    await offer.prompt()
    if ((await offer.userChoice).outcome === 'dismissed') await this.later()
  }

  async later() {
    await this.given.facts.remember(LATER, true)
    this.isPutOff = true
  }
}

/**
 * What lies here and nowhere else: reports and answers until the archive has them, drafts, what is sealed for others.
 *
 * @param {{ box: Pick<typeof import('../outbox/box.js'), 'all'>, replies: Pick<typeof import('../follow/replies.js'), 'all'>, countSealed: () => Promise<number> }} given
 */
export async function leftBehind({ box, replies, countSealed }) {
  const rows = (await box.all()).filter((row) => !row.dropped_at && row.state !== 'stored')
  const answers = (await replies.all()).filter((reply) => reply.state !== 'stored')
  return rows.length + answers.length + (await countSealed())
}
