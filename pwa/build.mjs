// Builds what the browser gets into dist/: styles, scripts, icons, the built-in register, the service worker.
// Every file but the service worker bears a hash of its content in its name and may be kept for ever.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { shellInPieces } from './pieces.build.mjs'
import { builtinRegister, iconsToChoose } from './register.build.mjs'
import { spokenWords } from './words.build.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const OUT = join(HERE, 'dist')
const FRESH = join(HERE, 'dist.new')
const BROWSERS = ['chrome90', 'firefox100', 'safari15.4']
const COMMON = { bundle: true, minify: true, external: ['images/*.png'], target: BROWSERS, write: false, logLevel: 'warning', absWorkingDir: HERE }

/** Built for others than the volunteer: not in the precache, fetched when first needed. So are scripts of single pages. */
const NOT_FOR_THE_SHELL = new Set(['main.css', 'office.css', 'kota.css', 'pulse.css', 'card.css', 'notice.css', 'review.js', 'share.js', 'account.js', 'map.js', 'old.js', 'peta.js', 'peta.css', 'peta-moving.css', 'ikuti.js'])

/** Compressed already, and for the system that installs the app: it fetches them itself. */
const PICTURES = new Set(['.png', '.webp'])

const NO_SCRIPTS = new Set(['node_modules', 'dist', 'dist.new', 'bench'])

const PEN = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'

/** Name in the sources -> name with its hash. @type {Record<string, string>} */
const files = {}

/** What stands in a page itself, so that nothing has to be fetched before it is painted: name in the sources -> text. */
const inline = {}

const from = (...parts) => join(HERE, ...parts)
const hash = (...contents) => {
  const digest = createHash('sha256')
  for (const content of contents) digest.update(content)
  return digest.digest('hex').slice(0, 10)
}

/** Write a file under its hashed name, with compressed twins where they pay. */
function put(name, content) {
  const bytes = Buffer.from(content)
  const end = extname(name)
  files[name] = `${basename(name, end)}-${hash(bytes)}${end}`
  writeWithTwins(files[name], bytes)
}

function writeWithTwins(name, bytes) {
  writeFileSync(join(FRESH, name), bytes)
  if (PICTURES.has(extname(name))) return
  const size = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  writeFileSync(join(FRESH, `${name}.br`), brotliCompressSync(bytes, { params: size }))
  writeFileSync(join(FRESH, `${name}.gz`), gzipSync(bytes, { level: 9 }))
}

/** Name -> what is inside the <svg> of the Lucide icon, which has 24 units each way and is drawn with PEN. */
function drawn(names) {
  return Object.fromEntries(names.map((name) => {
    const svg = readFileSync(from('node_modules/lucide-static/icons', `${name}.svg`), 'utf8')
    const drawing = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
    return [name, drawing.replace(/\s*\n\s*/g, '')]
  }))
}

/** One file of them; a page shows one with <use href="…#name">. @param {Record<string, string>} drawings */
function sprite(drawings) {
  const symbols = Object.entries(drawings).map(([name, drawing]) => `<symbol id="${name}" viewBox="0 0 24 24" ${PEN}>${drawing}</symbol>`)
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`
}

const quoted = (define) => Object.fromEntries(Object.entries(define).map(([key, value]) => [key, JSON.stringify(value)]))

async function bundle(entry, define = {}) {
  const made = await build({ ...COMMON, entryPoints: [entry], define: quoted(define), outdir: 'dist', format: 'iife' })
  return made.outputFiles[0].contents
}

/** The shell's files. Returns what the app begins with in each language, the app itself first. */
async function pieces(entry, name, define) {
  const plugins = [spokenWords(HERE, folders().filter((folder) => !NO_SCRIPTS.has(folder)))]
  const { app, texts } = await shellInPieces(entry, name, { ...COMMON, plugins, define: quoted(define) })
  for (const [file, text] of texts) {
    files[file] = file
    writeWithTwins(file, Buffer.from(text))
  }
  const english = [...texts.keys()].find((file) => file.startsWith(`${name}-english-`))
  const at = (file) => `/aset/${file}`
  return { id: app.map(at), en: [...app, english].map(at) }
}

const text = async (...args) => Buffer.from(await bundle(...args)).toString().trim()

const aset = (name) => `/aset/${files[name]}`

/** What one page needs besides its room's main.js: `case.page.js` becomes case.js. */
const pageScripts = () =>
  folders()
    .filter((folder) => !NO_SCRIPTS.has(folder))
    .flatMap((folder) => readdirSync(from(folder)).filter((name) => name.endsWith('.page.js')).map((name) => [name.replace('.page', ''), `${folder}/${name}`]))

const folders = () => readdirSync(HERE, { withFileTypes: true }).filter((f) => f.isDirectory()).map((f) => f.name)

async function main() {
  rmSync(FRESH, { recursive: true, force: true })
  mkdirSync(FRESH)

  const register = builtinRegister(from('../backend/city/builtin'))
  const used = JSON.parse(readFileSync(from('icons/used.json'), 'utf8'))
  const drawings = drawn([...new Set([...used, ...iconsToChoose(from('../backend/city/icons.json'))])].sort())
  put('icons.svg', sprite(drawings))
  for (const folder of ['icons', 'screenshots']) {
    for (const name of readdirSync(from(folder)).filter((n) => PICTURES.has(extname(n)))) put(name, readFileSync(from(folder, name)))
  }
  put('register.json', JSON.stringify(register))

  for (const name of ['main.css', 'office.css', 'offline.css', 'kota.css', 'pulse.css', 'card.css', 'notice.css', 'peta.css', 'peta-moving.css']) put(name, await bundle(`styles/${name}`))
  inline['lapor.css'] = await text('styles/lapor.css')
  for (const name of ['shrink', 'take']) put(`${name}.js`, await bundle(`capture/${name}.worker.js`))

  put('old.js', await bundle('shell/old.js'))

  const addresses = { ICONS: aset('icons.svg'), SHRINK: aset('shrink.js'), TAKE: aset('take.js'), REGISTER: aset('register.json') }
  const begins = await pieces('shell/main.js', 'shell', addresses)
  for (const [language, app] of Object.entries(begins)) inline[`first-${language}.js`] = await text('shell/first.js', { APP: app, REGISTER: addresses.REGISTER })
  const rooms = folders().filter((name) => name !== 'shell' && existsSync(from(name, 'main.js')))
  const pages = [...rooms.map((name) => [`${name}.js`, `${name}/main.js`]), ...pageScripts()]
  const scripts = await Promise.all(pages.map(([, entry]) => bundle(entry, addresses)))
  pages.forEach(([name], i) => put(name, scripts[i]))

  const others = new Set([...NOT_FOR_THE_SHELL, ...pageScripts().map(([name]) => name)])
  const shell = Object.keys(files).filter((name) => !others.has(name) && !PICTURES.has(extname(name)))
  const precache = ['/lapor', '/offline', ...shell.map(aset)]
  const html = ['lapor.html', 'offline.html'].map((name) => readFileSync(from('templates', name)))
  const version = hash(...html, ...Object.values(inline), precache.join())
  writeWithTwins('sw.js', await bundle('sw.js', { BUILD: version, PRECACHE: precache, ICON: aset('icon-192.png') }))
  writeWithTwins('ikuti-sw.js', await bundle('ikuti/told.worker.js', { ICON: aset('icon-192.png') }))
  writeFileSync(join(FRESH, 'manifest.json'), JSON.stringify({ version, files, precache, begins, inline, pen: PEN, drawings }, null, 1))

  rmSync(OUT, { recursive: true, force: true })
  renameSync(FRESH, OUT)
}

const started = performance.now()
await main()
console.log(`pwa/dist: ${Object.keys(files).length} files in ${Math.round(performance.now() - started)} ms`)
