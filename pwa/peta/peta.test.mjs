import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ahead } from './ahead.js'
import { seaOf } from './sea.js'
import { SHAPES, holds } from './shapes.js'
import { isIn, nextOf, squaresOf } from './squares.js'
import { speaker } from './told.js'
import { blocks, cellsAddress, filtersOf, listAddress, middleOf, seenAddress, viewIn, withView } from './view.js'

const TELLS_APART = 0.15
/** Of the area both shapes cover, so much is covered by one alone, at least. */
const COLOURS_APART = 11
/** Distance in OKLab times 100, as everybody sees them; 2 is just noticed. */

test('any two shapes differ by a seventh of what they cover', () => {
  const grid = Array.from({ length: 48 }, (_, i) => -1.2 + i * 0.05)
  const covered = SHAPES.map((shape) => grid.flatMap((y) => grid.map((x) => holds(shape, x, y))))

  const alike = pairs(covered).filter(([a, b]) => {
    const both = a.filter((isIn, i) => isIn && b[i]).length
    const any = a.filter((isIn, i) => isIn || b[i]).length
    return 1 - both / any < TELLS_APART
  })

  assert.equal(alike.length, 0)
})

for (const [theme, part] of [['light', 0], ['dark', 1]]) {
  test(`any two colours of kinds differ in the ${theme} theme, whoever looks`, () => {
    const css = readFileSync(new URL('../styles/peta-kinds.css', import.meta.url), 'utf8').split('@media')[part]
    const colours = [...css.matchAll(/--kind-\d: (#\w{6})/g)].map(([, hex]) => hex)

    const near = Object.keys(EYES).flatMap((eye) => pairs(colours).filter(([a, b]) => distance(seen(a, eye), seen(b, eye)) < COLOURS_APART).map((pair) => [eye, ...pair]))

    assert.equal(colours.length, SHAPES.length)
    assert.deepEqual(near, [])
  })

  test(`every colour of a kind stands out from land and sea in the ${theme} theme`, () => {
    const css = readFileSync(new URL('../styles/peta-kinds.css', import.meta.url), 'utf8').split('@media')[part]
    const named = Object.fromEntries([...css.matchAll(/--([\w-]+): (#\w{6})/g)].map(([, name, hex]) => [name, hex]))
    const kinds = Object.entries(named).filter(([name]) => name.startsWith('kind-'))

    const faint = kinds.filter(([, hex]) => contrast(hex, named['map-land']) < 3 || contrast(hex, named['map-sea']) < 3)

    assert.deepEqual(faint, [])
  })
}

test('an address brings the view back it was made from', () => {
  const search = withView('?jenis=SMP&status=open&status=fixed&setelah=x', { lat: 0.13662, lon: 117.4526, z: 14 })

  assert.equal(search, '?jenis=SMP&status=open&status=fixed&@=0.1366,117.4526,14')
  assert.deepEqual(viewIn(new URLSearchParams(search)), { lat: 0.1366, lon: 117.4526, z: 14 })
  assert.equal(withView(search, null), '?jenis=SMP&status=open&status=fixed')
  assert.equal(withView('', null), '')
})

for (const nonsense of ['', '@=1', '@=1,2', '@=a,b,c', '@=99,0,3', '@=0,0,99']) {
  test(`no view is read out of ?${nonsense}`, () => assert.equal(viewIn(new URLSearchParams(nonsense)), null))
}

test('only fields that are filled in come into the address', () => {
  assert.equal(filtersOf([['jenis', ''], ['status', 'open'], ['status', 'work']]), 'status=open&status=work')
})

test('a small move of the map asks for the same squares', () => {
  const box = { west: 117.45, south: 0.13, east: 117.46, north: 0.14 }
  const moved = { west: 117.4503, south: 0.1302, east: 117.4603, north: 0.1402 }

  assert.equal(cellsAddress('?jenis=SMP', box, 14), cellsAddress('?jenis=SMP', moved, 14))
  assert.ok(blocks(box, 14).west <= box.west && blocks(box, 14).north >= box.north)
})

test('neither list nor view tells where in its cell somebody stands', () => {
  const around = (/** @type {number[]} */ [lat = 0, lon = 0]) => ({ west: lon - 0.01, south: lat - 0.01, east: lon + 0.01, north: lat + 0.01 })
  const asked = (/** @type {{ lat: number, lng: number }} */ place) => seenAddress('?jenis=SMP', around(middleOf(place)), 15)

  assert.equal(asked({ lat: 0.13612, lng: 117.45219 }), asked({ lat: 0.13698, lng: 117.45281 }))
  assert.deepEqual(middleOf({ lat: 0.13612, lng: 117.45219 }).map((n) => n.toFixed(6)), ['0.136500', '117.452500'])
  assert.equal(seenAddress('', { west: 117.4501, south: 0.1301, east: 117.4602, north: 0.1402 }, 16), seenAddress('', { west: 117.4503, south: 0.1304, east: 117.4604, north: 0.1406 }, 16))
})

test('data and list are asked for with the filters of the page', () => {
  const search = '?jenis=SMP&status=open&status=fixed&sejak=2026-10&@=0.1,117.4,14'
  const box = { west: 117.4, south: 0.1, east: 117.41, north: 0.11 }

  const cells = new URL(cellsAddress(search, box, 14.5), 'https://x.test').searchParams
  assert.deepEqual([cells.get('kind'), cells.get('status'), cells.get('since'), cells.get('z')], ['SMP', 'open,fixed', '2026-10', '14'])
  assert.equal(new URL(listAddress(search, box), 'https://x.test').search, '?jenis=SMP&status=open&status=fixed&sejak=2026-10&di=117.4000%2C0.1000%2C117.4100%2C0.1100')
})

test('a single report is one report', () => {
  const voice = speaker(/** @type {any} */ ({ language: 'en', kinds: [], states: {}, none: 'none', count_one: '{count} report', count: '{count} reports' }))

  assert.deepEqual([0, 1, 2_000].map(voice.count), ['none', '1 report', '2,000 reports'])
})

const CELLS = { level: 3, origin: [117.4, 0.1], step: 0.0001, standings: ['open', 'fixed'], squares: [[525, 365, 1, 0, 2], [45, 124, 3, 4]] }

test('squares know where they are and how the reports in them stand', () => {
  const [single, many] = squaresOf(/** @type {any} */ (CELLS))

  assert.deepEqual([single.n, single.kind, single.lon.toFixed(4), single.lat.toFixed(4)], [1, 2, '117.4525', '0.1365'])
  assert.deepEqual([many.n, many.kind, many.counts], [7, null, { open: 3, fixed: 4 }])
  assert.ok(isIn(single, single.box) && isIn(many, many.box))
  assert.deepEqual([single, many].map(({ box }) => (box.east - box.west).toFixed(3)), ['0.001', '0.008'])
})

test('an arrow leads to the nearest sign in its direction, and nowhere where there is none', () => {
  const at = (/** @type {number} */ lon, /** @type {number} */ lat) => /** @type {any} */ ({ lon, lat })
  const [here, right, far, above] = [at(0, 0), at(2, 0.5), at(5, 0), at(0.2, 3)]
  const all = [here, far, above, right]

  assert.deepEqual(['ArrowRight', 'ArrowUp', 'ArrowLeft', 'Enter'].map((key) => nextOf(all, here, key)), [right, above, undefined, undefined])
})

test('a bay behind a headland is sea, and the headland itself does not turn what lies before it into land', () => {
  const square = (/** @type {number} */ west, /** @type {number} */ south, /** @type {number} */ side) => ({
    geometry: { type: 'Polygon', coordinates: [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] },
  })

  const sea = seaOf([square(0, 0, 0.1), square(0.2, 0.04, 0.02)])

  const beside = sea.filter(([lat, lon]) => lat > 0.045 && lat < 0.055 && lon < 1).map(([, lon]) => lon.toFixed(2))
  assert.deepEqual([...new Set(beside)], ['0.10'])
  assert.deepEqual(seaOf([]), [])
})

/** How colours reach people who lack a kind of cone (Machado, Oliveira and Fernandes 2009), for linear light. */
const EYES = {
  all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}

const linear = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
const times = (matrix, vector) => matrix.map((row) => row.reduce((sum, one, i) => sum + one * vector[i], 0))
const seen = (hex, eye) => oklab(times(EYES[eye], linear(hex)).map((c) => Math.min(1, Math.max(0, c))))
const distance = (a, b) => 100 * Math.hypot(...a.map((one, i) => one - b[i]))

/** Björn Ottosson's, from linear sRGB. */
function oklab(rgb) {
  const lms = times([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]], rgb)
  return times([[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]], lms.map(Math.cbrt))
}

function contrast(one, other) {
  const [dark, light] = [one, other].map((hex) => times([[0.2126, 0.7152, 0.0722]], linear(hex))[0]).sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function pairs(all) {
  return all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b]))
}

test('who spares their data fetches no map ahead', () => {
  const asked = []
  globalThis.fetch = async (file) => asked.push(file)
  const isOn = (connection) => Object.defineProperty(globalThis, 'navigator', { value: { connection }, configurable: true })

  isOn({ saveData: true })
  ahead(['peta.js'])
  assert.deepEqual(asked, [])

  isOn({})
  ahead(['peta.js'])
  assert.deepEqual(asked, ['peta.js'])
})
