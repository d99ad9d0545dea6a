// This browser follows by a push subscription of its own, apart from that of the app: whoever signs out there, or hands
// the phone on, ends what was for them; what a resident follows stays. So it has a small service worker of its own, too.

import { askKey, tell } from './network.js'

/**
 * @typedef {{ key: string, name: string }} Followed
 * @typedef {{ how: 'off' | 'on' | 'denied' | 'unsupported' | 'home-screen' | 'failed', follows: Followed[] }} State
 * @typedef {'look' | 'follow' | 'stop' | 'stop-all'} What
 */

const WORKER = '/ikuti/sw.js'
const SCOPE = '/ikuti/'
/** How browsers refuse for good that have the interface, but no push service behind it. An AbortError may pass: it is tried again. */
const NO_SERVICE = 'NotSupportedError'

class NoService extends Error {}

const isSupported = () => 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis

/** How it stands, without asking the person anything. @param {string} topic @param {string} language @returns {Promise<State>} */
export async function look(topic, language) {
  if (!isSupported()) return state(isAppleInBrowser() ? 'home-screen' : 'unsupported')
  if (Notification.permission === 'denied') return state('denied')
  try {
    const subscription = await subscribed()
    return subscription ? await told(subscription, 'look', topic, language) : state('off')
  } catch (error) {
    return failed(error)
  }
}

/** After a tap; following asks for permission first. @param {What} what @param {string} topic @param {string} language @returns {Promise<State>} */
export async function act(what, topic, language) {
  if (what === 'look') return look(topic, language)
  try {
    const permission = what === 'follow' ? await Notification.requestPermission() : 'granted'
    if (permission !== 'granted') return state(permission === 'denied' ? 'denied' : 'off')
    const subscription = (await subscribed()) ?? (what === 'follow' ? await subscribe() : null)
    return subscription ? await told(subscription, what, topic, language) : state('off')
  } catch (error) {
    return failed(error)
  }
}

/** No push service just now, or a worker that came to nothing; or a browser without any service. @param {unknown} error */
function failed(error) {
  console.warn(error)
  return state(error instanceof NoService ? 'unsupported' : 'failed')
}

/** @param {PushSubscription} subscription @param {What} what @param {string} topic @param {string} language @returns {Promise<State>} */
async function told(subscription, what, topic, language) {
  const { endpoint, keys } = subscription.toJSON()
  const follows = await tell({ endpoint, keys, language, what, topic })
  if (!follows) return state('failed')
  if (!follows.length) await subscription.unsubscribe()
  return state(follows.some(({ key }) => key === topic) ? 'on' : 'off', follows)
}

async function subscribe() {
  const key = await askKey()
  if (!key) throw new Error('the server tells nobody')
  const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE })
  await active(registration)
  const wish = { userVisibleOnly: true, applicationServerKey: bytesOf(key) }
  return registration.pushManager.subscribe(wish).catch((error) => {
    throw error.name === NO_SERVICE ? new NoService(error.message) : error
  })
}

/** Safari tells nobody but apps on the home screen (WebKit 16.4), and there alone it knows of push at all. */
const isAppleInBrowser = () => 'standalone' in navigator && navigator.standalone === false

const subscribed = async () => (await registered())?.pushManager.getSubscription()

async function registered() {
  const found = await navigator.serviceWorker.getRegistration(SCOPE)
  return found && new URL(found.scope).pathname === SCOPE ? found : undefined
}

/** Only an active worker may subscribe. Rejected when it never will be. @param {ServiceWorkerRegistration} registration @returns {Promise<void>} */
function active({ active: is, installing, waiting }) {
  const coming = installing ?? waiting
  if (is || !coming) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const see = () => {
      if (coming.state === 'activated') resolve()
      if (coming.state === 'redundant') reject(new Error('the worker was given up'))
    }
    coming.addEventListener('statechange', see)
    see()
  })
}

/** @param {State['how']} how @param {Followed[]} follows @returns {State} */
const state = (how, follows = []) => ({ how, follows })

/** @param {string} text base64url */
function bytesOf(text) {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}
