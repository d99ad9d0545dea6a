// Joins the rooms of /lapor: the one script that knows page, network and storage.

import { smaller } from '../capture/shrinker.js'
import * as box from '../outbox/box.js'
import { Courier } from '../outbox/courier.js'
import { alone } from '../outbox/lock.js'
import * as network from '../outbox/network.js'
import { Pace } from '../outbox/pace.js'
import { askForSync, isSeen, listenToWorld } from '../outbox/triggers.js'
import { isFull, whenBlocked } from '../shared/database.js'
import * as facts from '../shared/facts.js'
import { startLanguage } from '../shared/language.js'
import { tell } from '../shared/news.js'
import { MasdarlingApp } from './app.js'
import { builtin } from './builtin.js'
import { Desk } from './desk.js'
import { watchForUpdates } from './update.js'
import { whatWasShared } from './welcome.js'

const courier = new Courier({ box, network, facts, pace: new Pace(), tell, now: Date.now }, { alone, isSeen })
const desk = new Desk({ box, network, facts, tell, courier, smaller, builtin, askForSync, isFull })

async function start() {
  startLanguage()
  const app = /** @type {MasdarlingApp} */ (document.querySelector('masdarling-app'))
  app.desk = desk
  app.shared = whatWasShared()
  void watchForUpdates({ isBusy: () => app.isBusy, told: (standing) => (app.newVersion = standing) })
  whenBlocked(() => (app.trouble = 'phone.trouble.tabs'))
  try {
    await desk.open()
    app.trouble = ''
    app.requestUpdate()
  } catch (error) {
    app.trouble = 'phone.trouble.storage'
    console.error(error)
    return
  }
  const wake = async () => {
    await courier.wake()
    await desk.refreshRegister()
    app.requestUpdate()
  }
  listenToWorld(() => void wake())
  await desk.finish()
  await wake()
}

void start()
