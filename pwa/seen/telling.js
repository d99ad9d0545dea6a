// What a kept page says of itself. Every page carries the words, in its own language, in a <template> that shows nothing.

import { since } from '../shared/since.js'

const DAY_MS = 86_400_000
const LANGUAGE = /<html lang="(\w+)"/
const TITLE = /<title>([^<]*)<\/title>/

/** @typedef {'offline' | 'late'} Why no network, or no answer in time */
/** @typedef {{ address: string, html: string, at: number }} Page `at`: ms since 1970 */

/** With its age at its top. @param {Page} page @param {Why} why @param {number} now @returns {string} HTML */
export function aged({ html, at }, why, now) {
  const age = Math.max(0, now - at)
  const told = opened(html, `seen-${why}`, { ago: since(age, languageOf(html)) })
  return age > DAY_MS ? told.replace('<html ', '<html data-seen="old" ') : told
}

/** The page for what is not kept, with what is. @param {string} html @param {Page[]} pages @param {number} now */
export function listed(html, pages, now) {
  return pages.length ? opened(html, 'seen-pages', { pages: pages.map((page) => line(page, now)).join('') }) : html
}

/** @param {Page} page @param {number} now */
function line({ address, html, at }, now) {
  const language = languageOf(html)
  const title = TITLE.exec(html)?.[1] || address
  return `<li lang="${language}"><a href="${address}">${title}</a> <span>${since(now - at, language)}</span></li>`
}

/** @param {string} html */
const languageOf = (html) => LANGUAGE.exec(html)?.[1] ?? 'id'

/**
 * What stands in that template takes its place, with {names} filled in.
 *
 * @param {string} html @param {string} id @param {Record<string, string>} facts HTML
 */
function opened(html, id, facts) {
  const place = new RegExp(`<template id="${id}">([^]*?)</template>`)
  return html.replace(place, (_, inside) => inside.replace(/\{(\w+)\}/g, (/** @type {string} */ whole, /** @type {string} */ name) => facts[name] ?? whole))
}
