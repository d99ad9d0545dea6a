// Decisions on their way from a reviewer's page, with a clock to turn and a server that answers as told.

import 'fake-indexeddb/auto'
import { Dispatch } from '../review/dispatch.js'
import * as held from '../review/held.js'

export { held }
export const DONE = { meaning: 'done', told: { status: 201 } }
export const AWAY = { meaning: 'later', told: { status: 0 } }

/** `sent` are the ids that left, `posted` whole. An answer may be something to wait for. */
export function aDesk({ person = 'p-rani', answers = [] } = {}) {
  const desk = { now: 1_000_000, sent: [], posted: [], leaving: [], timers: [], told: [], own: [], notUndone: [], answers }
  const post = async (row, { leaving } = {}) => {
    if (leaving) desk.leaving.push(row.id)
    else desk.sent.push(row.id), desk.posted.push(row)
    return desk.answers.shift() ?? DONE
  }
  desk.dispatch = new Dispatch({
    held,
    post,
    person,
    undone: 'Diurungkan',
    now: () => desk.now,
    later: (work, ms) => {
      const timer = { work, at: desk.now + ms }
      desk.timers.push(timer)
      return () => void (desk.timers = desk.timers.filter((one) => one !== timer))
    },
    alone: (work) => work(),
    tell: (rows, isOwn) => {
      desk.told = rows.map(({ id, state }) => `${id} ${state}`)
      desk.own = rows.filter(isOwn).map(({ id }) => id)
    },
    notUndone: ({ id }, why) => desk.notUndone.push(`${id} ${why}`),
  })
  desk.decides = (id, more = {}) =>
    desk.dispatch.decide({ v: 1, id, report: `r-${id}`, person, entries: [], number: '', title: '', outcome: '', made_at: desk.now, state: 'held', ...more })
  desk.passes = async (ms) => {
    for (const until = desk.now + ms; ; ) {
      const [next] = desk.timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
      if (!next) return (desk.now = until)
      desk.timers = desk.timers.filter((one) => one !== next)
      desk.now = Math.max(desk.now, next.at)
      await next.work()
    }
  }
  return desk
}
