import { describe, expect, test } from 'vitest'
import { run, sql } from '../../../api/db/sql.ts'
import { fillFeed, get, happen, KEYS, walk } from '../../conformance/ogc-world.ts'
import { withCommittingApi } from '../../kit/with-api.ts'
import { cookieOf, WORLD } from '../../kit/world.ts'

const ITEMS = '/ogc/collections/damages/items'
const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id).sort()

describe('the feed', () => {
  test('is closed to the public, to crews, and to keys that were withdrawn or ran out', withCommittingApi(async (api, database) => {
    await fillFeed(database, 2, 1)
    for (const path of ['/ogc', '/ogc/api', '/ogc/conformance', '/ogc/collections', '/ogc/collections/sites', '/ogc/collections/nothing', ITEMS, `${ITEMS}/${WORLD.mast}`]) {
      const answer = await api.call('GET', path)
      expect([path, answer.status, answer.headers.get('www-authenticate')]).toEqual([path, 401, 'Basic realm="Vidnova", charset="UTF-8"'])
    }
    for (const key of [KEYS.revoked, KEYS.expired, 'guessed', '']) expect((await get(api, ITEMS, {}, key)).status, key).toBe(401)
    for (const who of ['crew-7', 'admin']) expect((await api.call('GET', ITEMS, { headers: { cookie: cookieOf(who) } })).status, who).toBe(403)
  }))

  test('takes a key as Bearer, as the password of Basic, or as X-Api-Key, and the session of a desk role', withCommittingApi(async (api, database) => {
    await fillFeed(database, 2, 1)
    const basic = `Basic ${Buffer.from(`gdal:${KEYS.all}`).toString('base64')}`
    const ways: Record<string, string>[] = [{ authorization: `Bearer ${KEYS.all}` }, { authorization: basic }, { 'x-api-key': KEYS.all }, { cookie: cookieOf('authority') }]
    for (const headers of ways) expect((await api.call('GET', ITEMS, { headers })).status).toBe(200)
  }))

  test('shows a key its areas alone: what lies outside is not there, by list, box, id, count or extent', withCommittingApi(async (api, database) => {
    const put = await fillFeed(database, 200, 7)
    const due = put.filter((one) => one.west)
    expect(due.length).toBeGreaterThan(20)
    for (const query of ['?limit=9', '?limit=9&bbox=-180,-90,180,90']) {
      const { features, pages } = await walk(api, `${ITEMS}${query}`, KEYS.west)
      expect(ids(features)).toEqual(ids(query.includes('bbox') ? due.filter((one) => one.at !== null) : due))
      expect(pages.every((page) => page.numberMatched === features.length)).toBe(true)
    }
    const outside = put.find((one) => !one.west)!
    expect((await get(api, `${ITEMS}/${outside.id}`, {}, KEYS.all)).status).toBe(200)
    expect((await get(api, `${ITEMS}/${outside.id}`, {}, KEYS.west)).status).toBe(404)
    const { extent } = (await (await get(api, '/ogc/collections/damages', {}, KEYS.west)).json()) as { extent: { spatial: { bbox: number[][] } } }
    const lons = due.flatMap((one) => (one.at === null ? [] : [one.at[0]]))
    expect(extent.spatial.bbox[0]?.[0]).toBeCloseTo(Math.min(...lons), 6)
    expect(extent.spatial.bbox[0]?.[2]).toBeCloseTo(Math.max(...lons), 6)
  }))

  test("shows an operator its organisation's sites, a dispatcher those of its areas", withCommittingApi(async (api, database) => {
    await fillFeed(database, 0, 1)
    const sites = async (who: string) => {
      const page = (await (await api.call('GET', '/ogc/collections/sites/items', { headers: { cookie: cookieOf(who) } })).json()) as { features: { id: string }[]; numberMatched: number }
      expect(page.numberMatched).toBe(page.features.length)
      return ids(page.features)
    }
    expect(await sites('operator')).toEqual([WORLD.substation])
    expect(await sites('eastern-dispatcher')).toEqual([WORLD.eastern])
    expect((await sites('auditor')).length).toBe(6)
  }))

  test('counts anew as soon as something happened, while an older transaction is still open', withCommittingApi(async (api, database) => {
    await fillFeed(database, 12, 3)
    const matched = async () => ((await (await get(api, `${ITEMS}?limit=1`)).json()) as { numberMatched: number }).numberMatched
    const look = async () => {
      expect(await matched()).toBe(12)
      const etag = (await get(api, `${ITEMS}?limit=1`)).headers.get('etag') ?? ''
      await database.write(async (tx) => {
        await run(tx, sql`update damages set state = 'merged', merged_into = (select id from damages order by id limit 1), version = version + 1
                          where id = (select id from damages order by id desc limit 1)`)
        await happen(tx)
      })
      expect((await get(api, `${ITEMS}?limit=1`, { 'if-none-match': etag })).status).toBe(200)
      expect(await matched()).toBe(11)
    }
    if (database.kind === 'embedded') return look() // where transactions follow one another
    const older = await database.pool.connect()
    try {
      await older.query('begin')
      await older.query('select pg_current_xact_id()') // holds the horizon back
      await look()
    } finally {
      await older.query('rollback')
      older.release()
    }
  }))

  test('lets pages of other sites read with a key, never with a session', withCommittingApi(async (api, database) => {
    await fillFeed(database, 1, 1)
    for (const path of [ITEMS, `${ITEMS}/nothing`, `${ITEMS}?limit=0`]) {
      const answer = await get(api, path, { origin: 'http://example.org' })
      expect([answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-credentials')]).toEqual(['*', null])
    }
  }))
})
