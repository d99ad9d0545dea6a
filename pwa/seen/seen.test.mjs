import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KEPT_MS, PAGES_MAX, PICTURES_BYTES_MAX, fateOf, isPage, isPicture, isPlain, needsOf, surplus } from './rule.js'
import { aged, listed } from './telling.js'

const NOW = Date.UTC(2026, 10, 30)
const DAY_MS = 86_400_000
const at = (address) => new URL(address, 'https://kota.test')
const entry = (address, age = 0, more = {}) => ({ address, at: NOW - age, bytes: 0, needs: [], ...more })
const picture = (n) => `/media/${n}/a/320.webp`
const answer = (status, cache = 'public, max-age=0') => ({ status, type: 'basic', headers: new Headers({ 'Cache-Control': cache }) })
const PAGE =
  '<html lang="en"><title>A &lt;b&gt;</title><template id="seen-offline"><p>As of {ago} {x}</p></template><template id="seen-late">late {ago}</template>'

test('pages for everybody are kept, those of staff, holders and forms are not', () => {
  const kept = ['/', '/kelurahan/64.74.01.1004', '/kelurahan/64.74.01.1004/rt/012', '/laporan/018f2f6e-0000-7000-8000-000000000000']
  const not = ['/tinjau', '/lacak/MD-7F3K-Q2XC', '/data-saya', '/ikuti', '/masuk', '/kelurahan/64.74.01.1004/cetak', '/laporan/x/suara', '/akun', '/kelurahan']

  assert.deepEqual(kept.filter((path) => !isPage(at(path))), [])
  assert.deepEqual(not.filter((path) => isPage(at(path))), [])
})

test('only what the server calls public is kept', () => {
  assert.equal(fateOf(answer(200)), 'keep')
  assert.equal(fateOf(answer(200, 'no-store')), 'pass')
  assert.equal(fateOf(answer(200, 'private, no-cache')), 'pass')
  assert.equal(fateOf(answer(503)), 'pass')
})

test('what was taken back, or leads elsewhere now, is gone', () => {
  assert.equal(fateOf(answer(404)), 'gone')
  assert.equal(fateOf(answer(410)), 'gone')
  assert.equal(fateOf({ ...answer(0), type: 'opaqueredirect' }), 'gone')
})

test('a page that answers a form is not what is looked at again', () => {
  assert.equal(isPlain(at('/laporan/a?suara=beres')), false)
  assert.equal(isPlain(at('/laporan/a')), true)
})

test('pictures for everybody are kept, those of the staff are not', () => {
  assert.equal(isPicture(picture(1)), true)
  assert.equal(isPicture('/api/v1/reports/1/photos/a/thumb'), false)
})

test('of more pages than have room those seen last stay', () => {
  const pages = Array.from({ length: PAGES_MAX + 2 }, (_, n) => entry(`/kelurahan/${n}`, n * 1000))

  assert.deepEqual(surplus(pages, NOW), [`/kelurahan/${PAGES_MAX}`, `/kelurahan/${PAGES_MAX + 1}`])
})

test('what is a month old goes, with the files nothing else needs', () => {
  const entries = [entry('/', 0, { needs: ['/aset/a.css'] }), entry('/kelurahan/1', KEPT_MS + 1, { needs: ['/aset/b.css'] }), entry('/aset/a.css'), entry('/aset/b.css')]

  assert.deepEqual(surplus(entries, NOW), ['/kelurahan/1', '/aset/b.css'])
})

test('pictures have so many bytes; the oldest go, and no page with them', () => {
  const pictures = [1, 2, 3].map((n) => entry(picture(n), n, { bytes: PICTURES_BYTES_MAX / 2 }))
  const page = entry('/', 0, { needs: pictures.map(({ address }) => address) })

  assert.deepEqual(surplus([...pictures, page], NOW), [picture(3)])
})

test('what a page shows is read from it: its files and its pictures', () => {
  const html = '<link href="/aset/a.css"><use href="/aset/i.svg#x"/><img src="/media/1/a/320.webp" srcset="/media/1/a/720.webp 720w, /media/1/a/1280.webp 1280w"><a href="/peta">'

  assert.deepEqual(needsOf(html), ['/aset/a.css', '/aset/i.svg', '/media/1/a/320.webp', '/media/1/a/720.webp', '/media/1/a/1280.webp'])
})

test('a kept page says its age in its own language', () => {
  const seen = (days, language) => aged({ address: '/', html: PAGE.replace('en', language), at: NOW - days * DAY_MS }, 'offline', NOW)

  assert.match(seen(3, 'en'), /<p>As of 3 days ago \{x\}<\/p><template id="seen-late">/)
  assert.match(seen(3, 'id'), /As of 3 hari yang lalu/)
  assert.match(seen(0, 'en'), /As of 1 minute ago/)
})

test('weather of another day is told apart from that of today', () => {
  assert.match(aged({ address: '/', html: PAGE, at: NOW - 2 * DAY_MS }, 'late', NOW), /^<html data-seen="old" lang/)
  assert.match(aged({ address: '/', html: PAGE, at: NOW - 1000 }, 'late', NOW), /^<html lang/)
})

test('the page without a network leads to what is kept, where anything is', () => {
  const offline = '<template id="seen-pages"><ul>{pages}</ul></template>'
  const told = listed(offline, [{ address: '/', html: PAGE, at: NOW - DAY_MS }], NOW)

  assert.equal(told, '<ul><li lang="en"><a href="/">A &lt;b&gt;</a> <span>yesterday</span></li></ul>')
  assert.equal(listed(offline, [], NOW), offline)
})
