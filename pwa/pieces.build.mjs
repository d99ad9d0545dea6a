// The shell in pieces: what `import()` names is a file of its own, fetched when it is first needed. What the first
// script begins with is one file, whatever else shares it: esbuild alone would make two dozen of it, each with its
// headers.

import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { build } from 'esbuild'

const FROM = /import(?:\{([^}]*)\}from)?"\.\/([\w-]+\.js)"/g

/**
 * @param {string} entry imports one module, dynamically: the app
 * @param {string} name of the files made
 * @param {import('esbuild').BuildOptions} how
 * @returns {Promise<{ first: string, app: string, texts: Map<string, string> }>} names of the first script and of the
 *   app, and the text of every file by its name, which bears a hash
 */
export async function shellInPieces(entry, name, how) {
  const names = { entryNames: `${name}-[hash]`, chunkNames: `${name}-[name]-[hash]` }
  const splitting = { outdir: 'dist', format: /** @type {const} */ ('esm'), splitting: true, metafile: true }
  const made = await build({ ...how, ...names, ...splitting, entryPoints: [entry] })
  const texts = new Map(made.outputFiles.map(({ path, text }) => [basename(path), text]))
  const outputs = Object.fromEntries(Object.entries(made.metafile.outputs).map(([path, told]) => [basename(path), told]))
  const first = [...texts.keys()].find((file) => outputs[file].entryPoint === entry)
  const main = basename(outputs[first].imports.find(({ kind }) => kind === 'dynamic-import').path)
  return joined({ first, main, name, texts, outputs, how })
}

/** Parts become one file. Names of pieces that import them change, for what is in them does. */
async function joined({ first, main, name, texts, outputs, how }) {
  const parts = [main, ...needed(outputs, main)]
  const text = await asOne(parts, texts, outputs, how)
  const app = `${name}-app-${hash(text)}.js`
  const renamed = new Map(parts.map((part) => [part, app]))
  for (const [file, content] of texts) {
    if (!renamed.has(file)) renamed.set(file, file.replace(/-[A-Z0-9]{8}\.js$/, `-${hash(content, app)}.js`))
  }
  const rest = [...texts].filter(([file]) => !parts.includes(file))
  const all = [[app, text], ...rest.map(([file, content]) => [renamed.get(file), fromApp(content, parts)])]
  return { first: renamed.get(first), app, texts: new Map(all.map(([file, content]) => [file, rename(content, renamed)])) }
}

/** What a piece imports before it runs, and what that imports. */
function needed(outputs, file, found = new Set()) {
  const now = outputs[file].imports.filter(({ kind, path }) => kind === 'import-statement' && !found.has(basename(path)))
  for (const { path } of now) needed(outputs, basename(path), found.add(basename(path)))
  return found
}

/** Under this name the app exports what a part of it does. */
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

/** Imports from parts become imports from the app. */
const fromApp = (content, parts) =>
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
