// The city register as a phone needs it, from the one the server starts with. Its version is 1, as at the server.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lean } from './shared/register.js'

/** @param {string} folder of the built-in register */
export function builtinRegister(folder) {
  const rows = (/** @type {string} */ name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')).rows
  const [groups, categories, kelurahan] = ['groups', 'categories', 'kelurahan'].map(rows)
  return lean({ version: 1, groups, categories, kelurahan })
}

/** @param {string} file with the names of the Lucide icons that groups and categories may have @returns {string[]} */
export const iconsToChoose = (file) => JSON.parse(readFileSync(file, 'utf8'))
