// What is newer than Chrome 90, Samsung Internet 15, Firefox 100 and iOS 15.4 is either not used, or named here with
// what happens where it is missing. Syntax is esbuild's to lower (build.mjs).

import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'

const HERE = new URL('.', import.meta.url).pathname
const MADE = new Set(['node_modules', 'dist', 'dist.new', 'bench', 'testing'])

/** Never used: there is no need, and nothing to fall back on. */
const NEVER = {
  js: /structuredClone\(|\.at\(-?\w+\)|Object\.(?:hasOwn|groupBy)\(|Map\.groupBy\(|\.findLast(?:Index)?\(|\.to(?:Sorted|Reversed|Spliced)\(|\.with\(\w+,|Array\.fromAsync|Promise\.(?:withResolvers|try)\(|AbortSignal\.(?:timeout|any)\(|CompressionStream|requestIdleCallback|\.showPopover\(|\bpopover=|\binert\b\s*=|\bURL\.(?:canParse|parse)\(|crypto\.randomUUID\(|navigator\.storage\.getDirectory|\.checkVisibility\(|scheduler\.|\.replaceChildren\(\.\.\.\w+\.values|new Set\([^)]*\)\.(?:union|intersection|difference)\(|\.throwIfAborted\(|Intl\.DurationFormat|showOpenFilePicker|\(\?<[=!]/,
  css: /:has\(|color-mix\(|\d(?:d|s|l)v[hw]\b|@container|container-type|@layer\b|@scope\b|@property\b|@starting-style|oklch\(|oklab\(|light-dark\(|subgrid|field-sizing|:user-(?:in)?valid|view-transition|animation-timeline|interpolate-size|anchor-name|popover|^\s*&/m,
}

/** Used where it is there. @type {{ mark: RegExp, files: string[], fallback: string }[]} */
const WITH_FALLBACK = [
  { mark: /setAppBadge/, files: ['follow/badge.js', 'worker/push.js'], fallback: 'no number on the icon; the list says the same' },
  { mark: /wakeLock\b/, files: ['outbox/awake.js'], fallback: 'the screen may go dark; delivery goes on where it stopped' },
  { mark: /\bImageCapture\b/, files: ['capture/camera.js'], fallback: 'a frame of the video is drawn' },
  { mark: /\bOffscreenCanvas\b/, files: ['capture/shrinker.js', 'capture/shrink.worker.js'], fallback: 'photos are made small in the page' },
  { mark: /\.sync\b\??\./, files: ['outbox/triggers.js'], fallback: 'sent when the app is open' },
  { mark: /\bPushManager\b/, files: ['follow/push.js', 'ikuti/browser.js'], fallback: 'the settings, and /ikuti, say that this browser tells nothing' },
  { mark: /\bnavigator\.locks\b|\blocks\.request\(/, files: ['outbox/lock.js'], fallback: 'a lease in the database' },
  { mark: /\bBroadcastChannel\b/, files: ['shared/news.js'], fallback: 'other tabs see it when they are looked at' },
  { mark: /\bnavigator\.share\b/, files: ['people/setting-owner.js', 'people/setting-rescue.js', 'share/main.js'], fallback: 'the clipboard, a link to save' },
  { mark: /beforeinstallprompt/, files: ['shell/home.js'], fallback: 'words for the browser\'s own menu' },
  { mark: /text-wrap:/, files: ['styles/base.css', 'styles/outbox.css'], fallback: 'headings break as ever' },
]

/** @param {string} folder @returns {string[]} */
const below = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return MADE.has(entry.name) ? [] : below(join(folder, entry.name))
    return /\.(?:js|css)$/.test(entry.name) ? [join(folder, entry.name)] : []
  })

/** What runs, without what is said about it. @param {string} file */
const code = (file) => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')

const sources = below(HERE).map((file) => ({ name: relative(HERE, file), kind: file.endsWith('.css') ? 'css' : 'js', text: code(file) }))

test('nothing is used that the oldest browsers do not know', () => {
  const found = sources.flatMap(({ name, kind, text }) => (NEVER[kind].exec(text) ?? []).map((what) => `${name}: ${what}`))

  assert.deepEqual(found, [])
})

for (const { mark, files, fallback } of WITH_FALLBACK) {
  test(`${mark.source} is used where it is there, else: ${fallback}`, () => {
    const users = sources.filter(({ text }) => mark.test(text)).map(({ name }) => name)

    assert.deepEqual(users.sort(), [...files].sort())
  })
}
