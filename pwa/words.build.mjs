// Leaves out the words no script of the phone says: word files are shared with the server's pages.

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const FIXED = /['"`]([\w-]+(?:\.[\w-]+)+)['"`]/g
const BEGUN = /`([\w-]+\.(?:[\w-]+\.)*[\w-]*)\$\{/g

/** An esbuild plugin. @param {string} root @param {string[]} folders where the scripts lie */
export function spokenWords(root, folders) {
  const sources = folders.flatMap((folder) => scripts(join(root, folder))).join('\n')
  const fixed = new Set([...sources.matchAll(FIXED)].map(([, key]) => key))
  const begun = [...new Set([...sources.matchAll(BEGUN)].map(([, start]) => start))]
  const isSaid = (key) => fixed.has(key) || begun.some((start) => key.startsWith(start))
  const load = ({ path }) => {
    const words = Object.entries(JSON.parse(readFileSync(path, 'utf8'))).filter(([key]) => isSaid(key))
    return { contents: JSON.stringify(Object.fromEntries(words)), loader: 'json' }
  }
  return { name: 'spoken-words', setup: (build) => build.onLoad({ filter: /words\/(id|en)\/\w+\.json$/ }, load) }
}

const scripts = (folder) =>
  readdirSync(folder).filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(folder, name), 'utf8'))
