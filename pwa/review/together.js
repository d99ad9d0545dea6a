// One verdict about many, as it is kept until it is sent. Pure.

import { uuidv7 } from '../shared/uuid.js'

/** @typedef {import('./held.js').Held} Held */
/** @typedef {{ pick: string, at: string }} Picked a report as `id_version`, and when it arrived (ISO) */

/**
 * Without a number the oldest of those merged stands for all: said here, for they are sent a few at a time.
 *
 * @param {[string, string][]} entries of the form
 * @param {Picked[]} picked
 * @param {{ person: string, number: string, outcome: string, now: number }} said number: how many, as people read it
 * @returns {Held}
 */
export function together(entries, picked, { person, number, outcome, now }) {
  const isMerge = entries.some(([name, value]) => name === 'verdict' && value === 'merge')
  const hasHead = entries.some(([name, value]) => name === 'head' && value.trim())
  const head = isMerge && !hasHead ? oldest(picked) : ''
  const kept = entries.filter(([name]) => name !== 'id' && name !== 'pilih' && !(head && name === 'head'))
  return {
    v: 1,
    id: uuidv7(),
    report: '',
    many: picked.map(({ pick }) => pick).filter((pick) => idOf(pick) !== head),
    person,
    entries: head ? [...kept, ['head', head]] : kept,
    number,
    title: '',
    outcome,
    made_at: now,
    state: 'held',
  }
}

/**
 * Whether a row of the list is out of date: decided here, or about to be.
 *
 * @param {string} pick as the row shows it
 * @param {Held[]} rows
 */
export function isDecided(pick, rows) {
  return rows.some(({ many = [], state, undoes, told }) => {
    if (state === 'refused') return isLater(pick, told?.done ?? [])
    return many.includes(pick) || (Boolean(undoes) && isLater(pick, many))
  })
}

/** What it is about. @param {Held} row */
export const reportsOf = ({ report, many }) => many?.map(idOf) ?? [report]

/** @param {string} pick @param {string[]} others whether one is a later version of the same report */
export const isLater = (pick, others) => others.some((other) => idOf(other) === idOf(pick) && versionOf(other) > versionOf(pick))

/** @param {string} pick */
const idOf = (pick) => pick.slice(0, pick.indexOf('_'))

/** @param {string} pick */
const versionOf = (pick) => Number(pick.slice(pick.indexOf('_') + 1))

/** @param {Picked[]} picked the id */
function oldest(picked) {
  const [first] = [...picked].sort((one, other) => (one.at < other.at ? -1 : 1))
  return first ? idOf(first.pick) : ''
}
