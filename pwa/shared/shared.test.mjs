import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearest } from '../map/kelurahan.js'
import { builtinRegister } from '../register.build.mjs'
import { contentDigest, sha256 } from './digest.js'
import { lean, offered, readable } from './register.js'
import { ago, localIso } from './time.js'
import { reportId, uuidv7 } from './uuid.js'
import { TEXTS, say, speak } from './words.js'

const BUILTIN = builtinRegister(new URL('../../backend/city/builtin', import.meta.url).pathname)

test('ids are version 7 and sort by time', () => {
  const ids = [1e12, 1.7e12, 2e12].map(uuidv7)

  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.deepEqual([...ids].sort(), ids)
  assert.equal(Number.parseInt(ids[1].replace('-', '').slice(0, 12), 16), 1.7e12)
})

test('ids of one millisecond keep their order', () => {
  const ids = Array.from({ length: 300 }, () => uuidv7(1.8e12))

  assert.deepEqual([...ids].sort(), ids)
  assert.equal(new Set(ids).size, 300)
})

test('the id of a report tells the day in Bontang and nothing finer', () => {
  const times = ['2026-11-23T00:00:00.000+08:00', '2026-11-23T07:59:59.999+08:00', '2026-11-23T23:59:59.999+08:00', '2026-11-24T00:00:00.000+08:00']
  const ids = times.map((time) => reportId(Date.parse(time)))

  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const told = ids.map((id) => new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString())
  assert.deepEqual(told, [...Array(3).fill('2026-11-22T16:00:00.000Z'), '2026-11-23T16:00:00.000Z'])
})

test('ids of reports of one day tell neither their order nor how many there were', () => {
  const ids = Array.from({ length: 300 }, () => reportId(1.8e12))

  assert.equal(new Set(ids).size, 300)
  assert.notDeepEqual([...ids].sort(), ids)
  assert.ok(new Set(ids.map((id) => id.slice(14, 18))).size > 200)
})

test('digests are those everybody computes', async () => {
  const nothing = new Uint8Array()

  assert.equal(await sha256(nothing), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  assert.equal(await contentDigest(nothing), 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:')
})

test('times carry the offset of the place', () => {
  assert.equal(localIso(Date.UTC(2026, 10, 23, 0, 15, 4), 480), '2026-11-23T08:15:04+08:00')
  assert.equal(localIso(Date.UTC(2026, 10, 23, 0, 15, 4), -210), '2026-11-22T20:45:04-03:30')
})

test('ages are told in the largest unit that fits', () => {
  assert.deepEqual([ago(1000), ago(61_000), ago(7_300_000), ago(1e8)].map(([, { n }]) => n), [0, 1, 2, 1])
  assert.equal(ago(-5)[0], 'phone.time.now') // a clock set back
})

test('words are filled in and counted by their language', async () => {
  await speak('en')
  assert.equal(say('phone.time.minutes', { n: 1 }), '1 minute ago')
  assert.equal(say('phone.time.minutes', { n: 5 }), '5 minutes ago')
  await speak('id')
  assert.equal(say('phone.time.minutes', { n: 1 }), '1 menit lalu')
  assert.equal(say('no.such.words'), 'no.such.words')
})

test('both languages say the same things', async () => {
  await speak('en')
  await speak('id')

  assert.deepEqual(Object.keys(TEXTS.id).sort(), Object.keys(TEXTS.en).sort())
})

test('the built-in register knows every kelurahan by its office', () => {
  assert.equal(BUILTIN.kelurahan.length, 15)
  const telihan = BUILTIN.kelurahan.find(({ name }) => name === 'Gunung Telihan')
  const [lon, lat] = telihan.points[0]

  assert.equal(nearest(BUILTIN.kelurahan, { lat, lon }).code, telihan.code)
})

test('a register keyed by code reads like one in lists', () => {
  const { groups, categories, kelurahan } = BUILTIN
  const keyed = (rows) => Object.fromEntries(rows.map((row) => [row.code, row]))

  assert.deepEqual(lean({ version: 1, groups: keyed(groups), categories: keyed(categories), kelurahan: keyed(kelurahan) }), BUILTIN)
})

test('a register no form could be drawn from is none', () => {
  const without = (name) => ({ ...BUILTIN, categories: BUILTIN.categories.map((one, i) => (i ? one : { ...one, [name]: undefined })) })
  const broken = [null, {}, { ...BUILTIN, categories: [] }, { ...BUILTIN, version: undefined }, without('label'), without('questions'), { ...BUILTIN, kelurahan: [{ code: 'a', name: 'A', points: [] }] }]

  assert.deepEqual(readable(BUILTIN), BUILTIN)
  assert.deepEqual(broken.map(readable), broken.map(() => null))
})

test('a category is offered to the end of its last day in Bontang, and its group as long as it has one', () => {
  const last = BUILTIN.categories.map((each) => ({ ...each, valid_to: each.group === 'SAT' || each.code === 'SMP-01' ? '2026-11-23' : null }))
  const closing = lean({ ...BUILTIN, categories: last })
  const evening = Date.parse('2026-11-23T23:59:00+08:00')
  const gone = offered(closing, evening + 60_000)

  assert.equal(offered(closing, evening).categories.length, BUILTIN.categories.length)
  assert.equal(gone.categories.some(({ code }) => code === 'SMP-01'), false)
  assert.equal(gone.groups.some(({ code }) => code === 'SAT'), false)
  assert.equal(gone.groups.length, BUILTIN.groups.length - 1)
  assert.equal(closing.categories.length, BUILTIN.categories.length)
})
