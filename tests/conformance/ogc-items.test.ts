import { describe, expect, test } from 'vitest'
import { withCommittingApi } from '../kit/with-api.ts'
import { fillFeed, get, randomFrom, walk, type Feature, type Page, type Put } from './ogc-world.ts'

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000)
const ITEMS = '/ogc/collections/damages/items'
const ids = (features: readonly { id: string }[]) => features.map((feature) => feature.id).sort()
const holds = ([west, south, east, north]: readonly number[], at: readonly [number, number] | null) => at !== null
  && at[1] >= south! && at[1] <= north! && (west! <= east! ? at[0] >= west! && at[0] <= east! : at[0] >= west! || at[0] <= east!)
const during = (put: Put, from: number, to: number) => put.opened <= to && (put.restored === null || put.restored >= from)

describe(`items, by OGC API - Features Part 1 (seed ${SEED})`, () => {
  test('next leads to every feature exactly once, whatever the page size, and carries every parameter', withCommittingApi(async (api, database) => {
    const put = await fillFeed(database, 250, SEED)
    for (const limit of [1, 7, 100, 10_000].slice(api.standing.database.kind === 'embedded' ? 1 : 0)) {
      const { features, pages } = await walk(api, `${ITEMS}?limit=${limit}&f=json`)
      expect(ids(features), `limit ${limit}`).toEqual(ids(put))
      expect(pages.every((page) => page.numberMatched === put.length && page.numberReturned === page.features.length && page.features.length <= limit)).toBe(true)
      const next = pages[0]?.links.find((link) => link.rel === 'next')
      if (next) expect(next).toMatchObject({ type: 'application/geo+json', href: expect.stringMatching(/^http:\/\/localhost\/ogc\/.*limit=.*f=json.*cursor=/) })
    }
    // The page size may be changed on the way.
    const first = (await (await get(api, `${ITEMS}?limit=20`)).json()) as Page
    const rest = await walk(api, first.links.find((link) => link.rel === 'next')!.href.replace('limit=20', 'limit=50'))
    expect(ids([...first.features, ...rest.features])).toEqual(ids(put))
  }))

  test('a box holds exactly what a plain look at every point finds, over the antimeridian too', withCommittingApi(async (api, database) => {
    const put = await fillFeed(database, 250, SEED)
    const random = randomFrom(SEED + 1)
    const boxes = [[-180, -90, 180, 90], [31.5, 46.5, 31.5, 46.5], [170, -60, -170, 60], [10, -20, -10, 80], [35, 45, 35, 52]]
    for (let nth = 0; nth < 30; nth += 1) {
      const [west, south] = [29 + random() * 8, 44 + random() * 5]
      boxes.push([west, south, west + random() * 4, south + random() * 3])
      const [a, b] = [random() * 180 - 90, random() * 180 - 90]
      boxes.push([random() * 360 - 180, Math.min(a, b), random() * 360 - 180, Math.max(a, b)])
      const corner = put.find((one) => one.at !== null && one.at[0] < 170 && one.at[1] < 80)!.at!
      boxes.push([corner[0], corner[1], corner[0] + random(), corner[1] + random()]) // its rim is in
    }
    for (const box of boxes) {
      const { features, pages } = await walk(api, `${ITEMS}?bbox=${box.join(',')}&limit=37`)
      const due = put.filter((one) => holds(box, one.at))
      expect(ids(features), `bbox ${box.join(',')}`).toEqual(ids(due))
      expect(pages[0]?.numberMatched, `bbox ${box.join(',')}`).toBe(due.length)
    }
    const flat = await walk(api, `${ITEMS}?bbox=30,45,35,50`)
    expect(ids((await walk(api, `${ITEMS}?bbox=30,45,-100,35,50,9000`)).features)).toEqual(ids(flat.features))
  }))

  test('datetime finds what an instant, a day, an interval or half of one touches, together with a box', withCommittingApi(async (api, database) => {
    const put = await fillFeed(database, 200, SEED)
    const at = (text: string) => Date.parse(text)
    const cases: [string, number, number][] = [
      ['2026-02-01T00:00:00Z', at('2026-02-01T00:00:00Z'), at('2026-02-01T00:00:00Z')], ['2026-02-01T03:00:00%2B02:00', at('2026-02-01T01:00:00Z'), at('2026-02-01T01:00:00Z')],
      ['2026-02-01', at('2026-02-01T00:00:00Z'), at('2026-02-01T23:59:59.999Z')], ['2026-01-10T00:00:00Z/2026-01-20T00:00:00Z', at('2026-01-10T00:00:00Z'), at('2026-01-20T00:00:00Z')],
      ['2026-03-01T00:00:00Z/..', at('2026-03-01T00:00:00Z'), Infinity], ['2026-03-01T00:00:00Z/', at('2026-03-01T00:00:00Z'), Infinity], ['../2026-01-20T00:00:00Z', -Infinity, at('2026-01-20T00:00:00Z')],
      ['/2026-01-20T00:00:00Z', -Infinity, at('2026-01-20T00:00:00Z')],
    ]
    for (const [datetime, from, to] of cases) {
      const { features, pages } = await walk(api, `${ITEMS}?datetime=${datetime}&limit=60`)
      const due = put.filter((one) => during(one, from, to))
      expect(ids(features), datetime).toEqual(ids(due))
      expect(pages[0]?.numberMatched).toBe(due.length)
      const boxed = await walk(api, `${ITEMS}?datetime=${datetime}&bbox=31,45,36,50`)
      expect(ids(boxed.features), `${datetime} in a box`).toEqual(ids(due.filter((one) => holds([31, 45, 36, 50], one.at))))
    }
  }))

  test('lines are found by the box they cross, not by the box around them', withCommittingApi(async (api, database) => {
    await fillFeed(database, 0, SEED)
    const kinds = async (bbox: string) => (await walk(api, `/ogc/collections/sites/items?limit=1&bbox=${bbox}`)).features.map((feature) => feature.properties['kind']).sort()
    expect(await kinds('31.7,47.2,31.8,47.3')).toEqual(['power_line']) // from 31,47 to 32.5,47.5
    expect(await kinds('31.1,47.4,31.2,47.49')).toEqual([]) // in the corner of its box
    expect(await kinds('30.9,46.9,31.05,47.05')).toEqual(['power_line', 'substation'])
  }))

  test('the limit is 100 unless asked, and at most 10,000 however much is asked', withCommittingApi(async (api, database) => {
    await fillFeed(database, 150, SEED)
    const count = async (query: string) => ((await (await get(api, `${ITEMS}${query}`)).json()) as Page).features.length
    expect(await count('')).toBe(100)
    expect(await count('?limit=3')).toBe(3)
    expect(await count('?limit=999999')).toBe(150)
  }))

  test.each([
    'limit=0', 'limit=-1', 'limit=ten', 'limit=1.5', 'limit=', 'bbox=1,2,3', 'bbox=1,2,3,4,5', 'bbox=a,b,c,d', 'bbox=1,50,2,40', 'bbox=1,2,3,NaN', 'bbox=1,2,3,1e999', 'bbox=', 'bbox=0,0,200,10',
    'datetime=yesterday', 'datetime=../..', 'datetime=/', 'datetime=2026-02-30', 'datetime=2026-02-02/2026-02-01', 'datetime=2026-01-01/2026-01-02/2026-01-03', 'datetime=',
    'cursor=mine', 'cursor=p1.0', 'unknown=1', 'limit=1&limit=2', 'f=xml', 'bbox-crs=http%3A%2F%2Fexample.org%2F1', 'bbox=1,2,3,4%00',
  ])('%s is answered 400 with a problem that says what to change', async (query) => {
    await withCommittingApi(async (api, database) => {
      await fillFeed(database, 0, SEED)
      const answer = await get(api, `${ITEMS}?${query}`)
      const problem = (await answer.json()) as { type: string; status: number; issues: { at: string; message: string }[] }
      expect([answer.status, problem.status, answer.headers.get('content-type')]).toEqual([400, 400, 'application/problem+json; charset=utf-8'])
      expect(problem.issues[0]?.message.length).toBeGreaterThan(5)
    })()
  })

  test('one feature is given by its id with its links, and another id is 404', withCommittingApi(async (api, database) => {
    const [one] = await fillFeed(database, 5, SEED)
    const answer = await get(api, `${ITEMS}/${one!.id}`)
    const feature = (await answer.json()) as Feature
    expect([answer.status, answer.headers.get('content-type'), feature.type, feature.id]).toEqual([200, 'application/geo+json', 'Feature', one!.id])
    expect(feature.links?.map((link) => [link.rel, link.href])).toEqual([
      ['self', `http://localhost${ITEMS}/${one!.id}`], ['collection', 'http://localhost/ogc/collections/damages'],
    ])
    for (const id of ['00000000-0000-4000-8000-0000000000ff', 'nothing', `${one!.id}x`, '%00']) expect((await get(api, `${ITEMS}/${id}`)).status, id).toBe(404)
  }))

  test('a place that is not resolved is null, never 0,0, and lies in no box', withCommittingApi(async (api, database) => {
    const put = await fillFeed(database, 100, SEED)
    const { features } = await walk(api, ITEMS)
    const without = put.filter((one) => one.at === null)
    expect(without.length).toBeGreaterThan(0)
    expect(ids(features.filter((feature) => feature.geometry === null))).toEqual(ids(without))
    for (const { id, at } of put.filter((one) => one.at !== null)) {
      const [lon, lat] = features.find((feature) => feature.id === id)!.geometry!.coordinates as [number, number]
      expect(Math.hypot(lon - at![0], lat - at![1])).toBeLessThan(1e-8)
    }
  }))
})
