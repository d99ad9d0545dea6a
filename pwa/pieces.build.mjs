// The shell in pieces: what `import()` names is a file of its own, fetched when it is first needed. What the app begins
// with is two files of like size, itself and its base, whatever else shares that: esbuild alone would make two dozen,
// each with its headers, and one file alone would have to wait longer for a slow line to get up to speed.

import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { build } from 'esbuild'

const FROM = /import(?:\{([^}]*)\}from)?"\.\/([\w-]+\.js)"/g

/**
 * @param {string} entry the app
 * @param {string} name of the files made
 * @param {import('esbuild').BuildOptions} how
 * @returns {Promise<{ app: string[], texts: Map<string, string> }>} names of the app and its base; the text of every
 *   file by its name, which bears a hash
 */
export async function shellInPieces(entry, name, how) {
  const names = { entryNames: `${name}-[hash]`, chunkNames: `${name}-[name]-[hash]` }
  const splitting = { outdir: 'dist', format: /** @type {const} */ ('esm'), splitting: true, metafile: true }
  const made = await build({ ...how, ...names, ...splitting, entryPoints: [entry] })
  const texts = new Map(made.outputFiles.map(({ path, text }) => [basename(path), text]))
  const outputs = Object.fromEntries(Object.entries(made.metafile.outputs).map(([path, told]) => [basename(path), told]))
  const main = [...texts.keys()].find((file) => outputs[file].entryPoint === entry)
  return joined({ main, name, texts, outputs, how })
}

/** What the app stands on becomes one file. Names of pieces that import them change, for what is in them does. */
async function joined({ main, name, texts, outputs, how }) {
  const parts = [...needed(outputs, main)]
  const text = await asOne(parts, texts, outputs, how)
  const base = `${name}-base-${hash(text)}.js`
  const renamed = new Map(parts.map((part) => [part, base]))
  for (const [file, content] of texts) {
    if (!renamed.has(file)) renamed.set(file, file.replace(/-[A-Z0-9]{8}\.js$/, `-${hash(content, base)}.js`))
  }
  const rest = [...texts].filter(([file]) => !parts.includes(file))
  const all = [[base, text], ...rest.map(([file, content]) => [renamed.get(file), fromBase(content, parts)])]
  return { app: [renamed.get(main), base], texts: new Map(all.map(([file, content]) => [file, rename(content, renamed)])) }
}

/** What a piece imports before it runs, and what that imports. */
function needed(outputs, file, found = new Set()) {
  const now = outputs[file].imports.filter(({ kind, path }) => kind === 'import-statement' && !found.has(basename(path)))
  for (const { path } of now) needed(outputs, basename(path), found.add(basename(path)))
  return found
}

/** Under this name the base exports what a part of it does. */
const exported = (parts, part, word) => `p${parts.indexOf(part)}_${word}`

async function asOne(parts, texts, outputs, how) {
  const lines = parts.map((part) => {
    const words = outputs[part].exports.map((word) => `${word} as ${exported(parts, part, word)}`)
    return `export {${words}} from "./${part}"`
  })
  const resolve = ({ path }) => (parts.includes(basename(path)) ? { path: basename(path), namespace: 'part' } : { path, external: true })
  const plugin = {
    name: 'parts',
    setup(building) {
      building.onResolve({ filter: /^\.\// }, resolve)
      building.onLoad({ filter: /./, namespace: 'part' }, ({ path }) => ({ contents: texts.get(path) }))
    },
  }
  const stdin = { contents: lines.join('\n'), resolveDir: how.absWorkingDir }
  const made = await build({ ...how, plugins: [plugin], stdin, outdir: 'dist', format: 'esm' })
  return made.outputFiles[0].text
}

/** Imports from parts become imports from the base. */
const fromBase = (content, parts) =>
  content.replace(FROM, (whole, words = '', file) => {
    if (!parts.includes(file) || !words) return whole
    const renamed = words.split(',').map((word) => {
      const [theirs, mine = theirs] = word.split(' as ')
      return `${exported(parts, file, theirs)} as ${mine}`
    })
    return `import{${renamed}}from"./${file}"`
  })

const rename = (content, names) => content.replace(/"\.\/([\w-]+\.js)"/g, (whole, file) => (names.has(file) ? `"./${names.get(file)}"` : whole))

const hash = (...contents) => {
  const digest = createHash('sha256')
  for (const content of contents) digest.update(content)
  return digest.digest('hex').slice(0, 10)
}
