// Whether and where this person is told what becomes of their reports (Web Push). The browser's own question is asked
// only after a tap on a card that says why. What it works with is given; only the browser's push machinery is its own.

import { language } from '../shared/words.js'

/**
 * What was chosen on this phone, by whom. `sent`: the server knows of it, of this credential.
 *
 * @typedef {{ owner: string, device: string, on: boolean, sent: boolean, at?: number }} Choice `at`: when it was told, in milliseconds since 1970
 * @typedef {'unsupported' | 'silent' | 'offer' | 'on' | 'off' | 'denied'} PushState `silent`: the server tells nobody, or was not asked yet
 */

const MONTH_MS = 30 * 24 * 3600 * 1000

export class Push {
  /** @param {{ facts: typeof import('../shared/facts.js'), network: typeof import('../outbox/network.js'), tell: typeof import('../shared/news.js').tell }} given */
  constructor({ facts, network, tell }) {
    this.facts = facts
    this.network = network
    this.tell = tell
    /** @type {Choice | null} */
    this.choice = null
    this.key = ''
    this.owner = ''
    this.device = ''
    /** Whose absence of a choice was already acted on; null: nobody's. @type {string | null} */
    this.cleared = null
  }

  get isSupported() {
    return 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
  }

  /** @returns {PushState} */
  get state() {
    if (!this.isSupported) return 'unsupported'
    if (!this.key || !this.owner) return 'silent'
    if (Notification.permission === 'denied') return 'denied'
    if (!this.choice) return 'offer'
    return this.choice.on && Notification.permission === 'granted' ? 'on' : 'off'
  }

  /** See what was chosen by this person. What somebody else chose on this phone, or signed out with, ends here. @param {{ person: string | null, device: string } | null} me */
  async look(me) {
    this.owner = me ? (me.person ?? me.device) : ''
    this.key = (await this.facts.recall('push_key')) ?? ''
    const choice = /** @type {Choice | undefined} */ (await this.facts.recall('push'))
    this.device = me?.device ?? ''
    this.choice = choice?.owner === this.owner ? { ...choice, sent: choice.sent && choice.device === this.device } : null
    if (this.choice || this.cleared === this.owner) return
    this.cleared = this.owner
    await this.#forgetSubscription()
    if (choice && this.owner) await this.facts.forget('push')
  }

  /** Ask the server what to subscribe with, and tell it what it does not know yet. Failing is no trouble: next time. */
  async refresh() {
    if (!this.isSupported || !this.owner) return
    if (!this.key) {
      const answer = await this.network.pushKey()
      if (!answer?.ours || answer.status !== 200 || !answer.body.key) return
      this.key = answer.body.key
      await this.facts.remember('push_key', this.key)
      this.tell({ what: 'facts' })
    }
    if (this.state === 'on' && this.choice && !(this.choice.sent && isFresh(this.choice))) await this.#subscribe()
    if (this.choice && !this.choice.on && !this.choice.sent) await this.#withdraw()
  }

  /** The person agreed: now the browser asks. @returns {Promise<PushState>} */
  async accept() {
    const permission = await Notification.requestPermission()
    if (permission === 'granted') await this.#subscribe()
    this.tell({ what: 'facts' })
    return this.state
  }

  /** Not asked again; the switch in the settings stays. */
  async later() {
    await this.#choose({ on: false, sent: true })
    this.tell({ what: 'facts' })
  }

  async turnOff() {
    await this.#choose({ on: false, sent: false })
    await this.#withdraw()
    this.tell({ what: 'facts' })
  }

  async #subscribe() {
    await this.#choose({ on: true, sent: false })
    const { pushManager } = await navigator.serviceWorker.ready
    try {
      const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(this.key) })
      const { endpoint, keys } = subscription.toJSON()
      const answer = await this.network.pushOn({ endpoint, keys, language: language() })
      if (answer?.ours && answer.status === 204) await this.#choose({ on: true, sent: true })
    } catch (error) {
      console.warn(error) // no push service just now, or the server has another key: tried again
      await (await pushManager.getSubscription())?.unsubscribe()
    }
  }

  async #withdraw() {
    await this.#forgetSubscription()
    const answer = await this.network.pushOff()
    if (answer?.ours && (answer.status === 204 || answer.status === 401)) await this.#choose({ on: false, sent: true })
  }

  /** What was for somebody else must not reach whoever holds the phone. */
  async #forgetSubscription() {
    if (!this.isSupported) return
    const registration = await navigator.serviceWorker.getRegistration()
    await (await registration?.pushManager.getSubscription())?.unsubscribe()
  }

  /** @param {{ on: boolean, sent: boolean }} chosen */
  async #choose(chosen) {
    this.choice = { owner: this.owner, device: this.device, at: Date.now(), ...chosen }
    await this.facts.remember('push', this.choice)
  }
}

/** The server forgets addresses it hears nothing of: it is told again each month. @param {Choice} choice */
const isFresh = ({ at = 0 }) => Math.abs(Date.now() - at) < MONTH_MS

/** @param {string} text base64url */
function bytesOf(text) {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}
