// Measures pages with Lighthouse's own slow phone (slow 4G, CPU x4). Reads a list of { url, cookie } from standard
// input, writes one line of JSON for each.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import * as chromeLauncher from 'chrome-launcher'
import lighthouse from 'lighthouse'
import puppeteer from 'puppeteer-core'

const FLAGS = ['--headless=new', '--no-sandbox', '--disable-quic']

/** @param {{ url: string, cookie?: string }} page @param {number} port */
async function measure({ url, cookie }, port) {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null })
  const page = await browser.newPage()
  if (cookie) await page.setCookie({ name: cookie.split('=', 1)[0], value: cookie.slice(cookie.indexOf('=') + 1), url })
  const { lhr } = await lighthouse(url, { port, output: 'json', logLevel: 'error' }, undefined, page)
  await page.close()
  await browser.disconnect()
  return told(url, lhr)
}

/** @param {string} url */
function told(url, { audits, categories, runtimeError }) {
  return {
    url,
    lcp_ms: audits['largest-contentful-paint'].numericValue ?? null,
    tti_ms: audits['interactive'].numericValue ?? null,
    scores: Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)])),
    faults: Object.values(audits).flatMap(({ id, score }) => (score !== null && score < 1 ? [`${id} ${score}`] : [])),
    error: runtimeError?.message ?? null,
  }
}

const chromePath = process.env['CHROME_PATH'] ?? execFileSync('which', ['chromium']).toString().trim()
const chrome = await chromeLauncher.launch({ chromePath, chromeFlags: FLAGS })
try {
  for (const page of JSON.parse(readFileSync(0, 'utf8'))) {
    console.log(JSON.stringify(await measure(page, chrome.port)))
  }
} finally {
  chrome.kill()
}
