import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { NewsOfQueue } from './news-of-queue.js'

const { fetch } = globalThis
afterEach(() => (globalThis.fetch = fetch))

const NEWS = { api: 'masdarling/1', count: 3, says: '3 laporan baru', href: '/tinjau', rows: [] }

/** @param {...{ status?: number, body?: unknown, etag?: string }} answers */
function aServer(...answers) {
  const asked = []
  globalThis.fetch = async (address, how) => {
    asked.push({ address: String(address), tag: new Headers(how?.headers).get('If-None-Match') })
    const answer = answers.shift()
    if (!answer) throw new TypeError('no network')
    const { status = 200, body = NEWS, etag = '"a"' } = answer
    return new Response(status === 304 ? null : JSON.stringify(body), { status, headers: { ETag: etag } })
  }
  return asked
}

const news = () => new NewsOfQueue('keadaan=received&rt=19', '1764', ['aa-bb', 'cc-dd'])

test('the page asks as it was asked itself, and again by what it knows', async () => {
  const asked = aServer({}, { status: 304 })
  const page = news()

  assert.deepEqual(await page.ask(), NEWS)
  assert.equal(await page.ask(), 'same')
  assert.deepEqual(asked.map(({ tag }) => tag), [null, '"a"'])
  assert.equal(asked[0]?.address, '/api/v1/queue/news?keadaan=received&rt=19&since=1764&rows=aabb_ccdd')
})

test('what is no answer of ours tells nothing, and who is signed out asks no more', async () => {
  aServer({ body: { sign: 'in' } }, { status: 503, body: NEWS }, { status: 401, body: NEWS })
  const page = news()

  assert.equal(await page.ask(), null)
  assert.equal(await page.ask(), null)
  assert.equal(await page.ask(), 'over')
  assert.equal(await page.ask(), null)
})
