// Joins the rooms of /lapor: the one script that knows page, network and storage.

import { takeUp } from '../capture/leftovers.js'
import { smaller } from '../capture/shrinker.js'
import { Following } from '../follow/following.js'
import { Push } from '../follow/push.js'
import * as replies from '../follow/replies.js'
import { stayAwake } from '../outbox/awake.js'
import * as box from '../outbox/box.js'
import { Courier } from '../outbox/courier.js'
import { alone } from '../outbox/lock.js'
import * as network from '../outbox/network.js'
import { Pace } from '../outbox/pace.js'
import * as sentinel from '../outbox/sentinel.js'
import { askForSync, isSeen, listenToWorld } from '../outbox/triggers.js'
import { Watchman } from '../outbox/watchman.js'
import { weigh } from '../outbox/weight.js'
import { photosMayGo, savesData, tellsItsLine } from '../shared/connection.js'
import { isFull, whenBlocked } from '../shared/database.js'
import { isAnother, isLeaving, notice } from '../people/presence.js'
import { countSealed, waitingSealed } from '../people/sealed.js'
import * as echoes from '../pack/echoes.js'
import { markWho, watchWho, whoIsHere } from '../people/who.js'
import * as facts from '../shared/facts.js'
import * as journal from '../shared/journal.js'
import { startLanguage } from '../shared/language.js'
import { later } from '../shared/later.js'
import { listen, tell, tellOthers } from '../shared/news.js'
import * as protection from '../shared/protection.js'
import { uuidv7 } from '../shared/uuid.js'
import { MasdarlingApp } from './app.js'
import { builtin } from './builtin.js'
import { Desk } from './desk.js'
import { sayGone } from './gone.js'
import { isInstalled } from './home.js'
import { hostOf } from './host.js'
import { Safekeeping } from './safekeeping.js'
import { pageOf, watchForUpdates } from './update.js'
import { whatWasShared } from './welcome.js'

/** Who comes and goes is sealed and opened by a piece that few need before the form is drawn. */
const people = later(() => import('../people/keeper.js'), ['tellLeft', 'welcome', 'signOut', 'finishSoon'])
const means = { box, network, facts, people, pace: new Pace(), tell, now: Date.now, photosMayGo }
const courier = new Courier(means, { alone, isSeen })
const watchman = new Watchman({ sentinel, facts, network, newId: uuidv7, sealed: waitingSealed })
const safe = new Safekeeping({ watchman, protection, weigh, facts, changed: () => tell({ what: 'safekeeping' }) })
const rescue = () => import('../people/rescue.js') // with its cryptography, when it is asked for
const ownership = {
  bundle: async () => (await rescue()).bundle(await box.all(), Date.now()),
  unbundle: async (/** @type {Blob} */ file) => {
    const counted = await (await rescue()).unbundle(file)
    tell({ what: 'rows' })
    void desk.upkeep.finish()
    void courier.wake()
    return counted
  },
  countSealed,
  returnLink: async () => (await network.returnLink())?.body?.link ?? null,
  signOut: async () => {
    await takeUp(box, journal) // a word typed a moment ago is sealed with the rest
    await people.signOut({ network, alone, tell, mark: markWho })
    for (const [key] of journal.left()) journal.forget(key)
  },
}
const following = new Following({ facts, replies, tell, push: new Push({ facts, network, tell }) })
const given = { following, box, network, facts, tell, tellOthers, journal, courier, smaller, builtin, askForSync, isFull, safe, tellsItsLine, people: ownership }
const desk = new Desk(given)

/** @param {() => unknown} work */
function once(work) {
  let done = false
  return () => {
    if (!done) work()
    done = true
  }
}

async function start() {
  const isMore = location.search.includes('tentang=') || history.state?.about
  const more = isMore ? await import('./more.js') : null // no ordinary form in its place
  await startLanguage()
  const app = /** @type {MasdarlingApp} */ (document.querySelector('masdarling-app'))
  app.desk = desk
  app.shared = whatWasShared()
  app.host = hostOf(navigator.userAgent, isInstalled())
  if (app.host) import('./host-gate.js').catch(() => (app.host = null)) // without it one may still report
  const watch = once(() => watchForUpdates(pageOf(app)))
  whenBlocked(() => {
    app.trouble = 'phone.trouble.tabs'
    watch()
  })
  try {
    await notice(whoIsHere())
    await desk.open()
    if (app.shared) await desk.drafts.openShared()
    await more?.open(desk)
    app.trouble = ''
    app.requestUpdate()
  } catch (error) {
    app.trouble = 'phone.trouble.storage'
    console.error(error)
    return
  } finally {
    watch() // the form first: what is kept for later is fetched after it
  }
  watchWho(() => isAnother(desk.me, whoIsHere()))
  if (await isLeaving()) await people.finishSoon(alone).catch(console.error) // the next start goes on
  void safe.open({ isInstalled: isInstalled() })
  addEventListener('appinstalled', () => void safe.protect())
  listen((news) => news.what === 'delivering' && !news.on && void desk.upkeep.delivered())
  listen((news) => news.what === 'progress' && void desk.upkeep.contactNowAndThen())
  listen((news) => news.what === 'delivering' && !news.on && void following.delivered())
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data?.open) location.hash = data.open // a notification was tapped
  })
  const wake = async () => {
    await courier.wake()
    await desk.refreshRegister()
    void desk.refreshAround()
    app.requestUpdate()
  }
  listenToWorld(() => void wake())
  stayAwake(listen)
  const looked = lookAround().catch(console.warn) // not on this phone yet; the form does without
  await desk.upkeep.finish()
  await wake()
  await looked
  void desk.refreshAround()
}

/** After the form is drawn: what this phone knows of the neighbourhood, and the hint that something is reported already. */
async function lookAround() {
  const fetched = /** @type {const} */ ([import('../pack/neighbourhood.js'), import('../pack/joining.js'), import('../pack/shelf.js'), import('../pack/hint.js')])
  const [{ Neighbourhood }, { Joining }, shelf] = await Promise.all(fetched)
  desk.around = new Neighbourhood({ shelf, echoes, network, facts, tell, isThrifty: savesData, wanted: shelf.keepPageOf })
  desk.joining = new Joining(desk, desk.around)
  tell({ what: 'facts' })
}

start().catch((error) => {
  sayGone()
  console.error(error)
})
