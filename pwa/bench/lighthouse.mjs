// Measures pages with Lighthouse's own slow phone (slow 4G, CPU x4). Reads a list of { url, cookie } from standard
// input, writes one line of JSON for each: { url, lcp_ms, tti_ms, scores, faults }.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import * as chromeLauncher from 'chrome-launcher'
import lighthouse from 'lighthouse'

const FLAGS = ['--headless=new', '--no-sandbox', '--disable-quic']

/** @param {{ url: string, cookie?: string }} page @param {number} port */
async function measure({ url, cookie }, port) {
  const extraHeaders = cookie ? { Cookie: cookie } : undefined
  const { lhr } = await lighthouse(url, { port, output: 'json', logLevel: 'error', extraHeaders })
  const audits = Object.values(lhr.audits)
  return {
    url,
    lcp_ms: lhr.audits['largest-contentful-paint'].numericValue,
    tti_ms: lhr.audits['interactive'].numericValue,
    scores: Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)])),
    faults: audits.filter(({ score }) => score !== null && score < 1).map(({ id, score }) => `${id} ${score}`),
    error: lhr.runtimeError?.message ?? null,
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
