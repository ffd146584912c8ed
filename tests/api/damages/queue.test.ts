import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { maybe, run, sql } from '../../../api/db/sql.ts'
import { z } from 'zod'
import { DamageOrder } from '../../../geo/damages/contract.ts'
import { markOf } from '../../../geo/damages/mark.ts'
import { folded } from '../../../geo/fold.ts'
import { withApi, type Api } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'

type Row = { id: string; severity: number | null; openedAt: string; lastReportAt: string; tier: number; repair: { etr: string | null } | null; priority: { people: { value: number } | null } }
type Page = { damages: Row[]; next: string | null; total: number; at: number | null }
type Groups = { groups: { key: string | null; names: { uk: string | null }; count: number }[]; total: number }

const file = async (api: Api, changes = {}, who = 'authority') => {
  const report = aReport(changes)
  return (await ask<{ damage: string }>(api, who, 'PUT', `/api/reports/${report.id}`, report)).body.damage
}
const list = async (api: Api, query = '', who = 'authority') => (await ask<Page>(api, who, 'GET', `/api/damages?${query}`)).body
const count = async (api: Api, query: string, who = 'authority') => (await list(api, query, who)).total
const groups = async (api: Api, query: string, who = 'authority') => (await ask<Groups>(api, who, 'GET', `/api/damages/groups?${query}`)).body

/** Twelve damages at places without a site, of every severity, hours apart, two of them with a repair. */
async function fill(api: Api): Promise<string[]> {
  await fillWorld(api.standing.database)
  const ids: string[] = []
  for (let n = 0; n < 12; n += 1) {
    ids.push(await file(api, {
      site: null, kind: n % 3 === 0 ? 'mast' : 'transformer', position: n < 8 ? [30.2 + n * 0.2, 46] : [37 + n * 0.1, 46], located: 'map_pin', accuracyM: null, severity: n % 6 === 5 ? null : n % 5,
      function: n % 2 === 0 ? 'out' : 'degraded', safety: n % 4 === 0 ? 'unsafe' : 'unknown', observedAt: new Date(Date.UTC(2026, 2, 5, 11) - n * 4 * 3_600_000).toISOString(),
    }))
  }
  const assigned = randomUUID()
  await ask(api, 'authority', 'PUT', `/api/repairs/${assigned}`, { damage: ids[0], crew: WORLD.crew })
  await ask(api, 'authority', 'POST', `/api/repairs/${assigned}/etr`, { at: '2026-03-06T12:00:00.000Z', source: 'dispatcher', version: 1 })
  await ask(api, 'authority', 'PUT', `/api/repairs/${randomUUID()}`, { damage: ids[9], crew: null })
  return ids
}

const SORTED: Record<DamageOrder, (row: Row) => (number | string)[]> = {
  priority: ({ tier }) => [tier],
  latest: ({ lastReportAt }) => [-Date.parse(lastReportAt)],
  age: ({ openedAt }) => [Date.parse(openedAt)],
  severity: ({ severity }) => [-(severity ?? -1)],
  people: ({ priority }) => [-(priority.people?.value ?? -1)],
  etr: ({ repair }) => [repair?.etr === null || repair?.etr === undefined ? Infinity : Date.parse(repair.etr)],
}

describe('the queue', () => {
  test('in every order gives the same rows by its cursor, from any place and whole, sorted as it says', withApi(async (api) => {
    const ids = await fill(api)
    for (const order of DamageOrder.options) {
      const whole = (await list(api, `order=${order}&limit=500`)).damages
      expect(whole.map(({ id }) => id).sort(), order).toEqual([...ids].sort())
      const keys = whole.map((row) => SORTED[order](row)[0] as number)
      expect([...keys].sort((a, b) => a - b), order).toEqual(keys)
      const paged: string[] = []
      for (let page = await list(api, `order=${order}&limit=5`); ; page = await list(api, `order=${order}&limit=5&after=${page.next}`)) {
        expect(page.total).toBe(12)
        paged.push(...page.damages.map(({ id }) => id))
        if (page.next === null) break
      }
      expect(paged, order).toEqual(whole.map(({ id }) => id))
      const from = await list(api, `order=${order}&limit=4&at=7`)
      expect([from.at, from.damages.map(({ id }) => id)], order).toEqual([7, paged.slice(7, 11)])
      const around = await list(api, `order=${order}&limit=5&around=${paged[8]}`)
      expect([around.at, around.damages.map(({ id }) => id)], order).toEqual([5, paged.slice(5, 10)])
    }
    const { next } = await list(api, 'order=latest&limit=5')
    for (const cursor of [next, 'x', Buffer.from('["priority",1,"x",7]').toString('base64url')]) expect((await ask(api, 'authority', 'GET', `/api/damages?order=priority&after=${cursor}`)).status).toBe(410)
    expect((await list(api, 'at=400')).damages).toEqual([])
    expect((await list(api, `around=${randomUUID()}`)).at).toBe(0)
  }))

  test('is narrowed by safety, kind and age; the counts of the groups are those of the rows in them, in one\'s own areas alone', withApi(async (api) => {
    const ids = await fill(api)
    expect([await count(api, 'safety=unsafe'), await count(api, 'kind=mast'), await count(api, 'kind=mast,transformer'), await count(api, 'age=-9'), await count(api, 'age=9-'), await count(api, 'age=4-9')]).toEqual([3, 4, 12, 2, 10, 1])
    for (const [by, expected] of [
      ['oblast', { TW: 8, TE: 4 }], ['kind', { mast: 4, transformer: 8 }], ['sector', { energy: 8, communications: 4 }], ['repair', { null: 10, assigned: 1, approved: 1 }], ['crew', { null: 11, [WORLD.crew]: 1 }], ['raion', { null: 12 }],
    ] as const) {
      const told = await groups(api, `by=${by}`)
      expect(Object.fromEntries(told.groups.map((group) => [group.key, group.count])), by).toEqual(expected)
      for (const group of told.groups) expect(await count(api, `group=${by}:${group.key ?? ''}`), `${by} ${group.key}`).toBe(group.count)
    }
    expect((await groups(api, 'by=oblast', 'dispatcher')).groups).toMatchObject([{ key: 'TW', names: { uk: 'TW укр' }, count: 8 }])
    expect(await count(api, 'group=oblast:TE', 'dispatcher')).toBe(0)
    expect((await ask(api, 'authority', 'GET', '/api/damages?group=secret:1')).status).toBe(422)
    // What the repair does is known to the damage at once.
    const { body: { repairs: [repair] } } = await ask<{ repairs: { id: string }[] }>(api, 'authority', 'GET', `/api/damages/${ids[0]}`)
    await ask(api, 'authority', 'POST', `/api/repairs/${repair!.id}/state`, { to: 'cancelled', at: '2026-03-05T11:30:00.000Z' })
    expect(await count(api, 'group=repair:assigned')).toBe(0)
  }))

  test('finds words in any letters, by site, area and place, and a damage by its mark', withApi(async (api) => {
    await fillWorld(api.standing.database)
    await api.standing.database.write((tx) => run(tx, sql`update sites set name_uk = 'Знам’янка-Їжакове', name_en = null where id = ${WORLD.mast}`))
    const [site, place] = [await file(api, { site: WORLD.mast, position: [31.1, 47.1] }), await file(api, { site: null, kind: 'mast', position: null, located: 'landmark_text', accuracyM: null, place: 'біля ЗАПОРІЖЖЯ, вул. Об\'їзна' })]
    for (const [text, ids] of [['знам\'янка', [site]], ['ЗНАМЯНКА', [site]], ['Znamianka', [site]], ['і\u0308жак', [site]], ['yizhak', [site]], ['Zaporizhzhia', [place]], ['обїзна', [place]], ['tw1 укр', [site]], ['100%', []], ['ъъ', []], [markOf(site), [site]], [`№ ${markOf(place)}`, [place]]] as const) {
      const found = (await list(api, `text=${encodeURIComponent(text)}`)).damages.map(({ id }) => id)
      expect(found.sort(), text).toEqual([...ids].sort())
    }
    // The map finds what the queue finds.
    for (const [query, damages] of [['text=znamianka', 1], ['text=khortytsia', 0], ['age=-1', 0], ['safety=unknown', 1], ['kind=mast', 1]] as const) {
      expect((await ask(api, 'authority', 'GET', `/api/map?bbox=20,40,45,55&show=damages&${query}`)).body['damages'], query).toBe(damages)
    }
  }))

  test('compares words in the database as in the browser', withApi(async (api) => {
    for (const said of ['Знам’янка', 'Їжакове — ґанок', 'ЩАСТЯ, Єнакієве', 'Kyiv (Київ)', 'Об\'їзна 110/10 кВ', 'а\u0301рка', 'й и\u0306', 'Хотин ЦХЧШЮЯ', 'yellow  GG', '']) {
      const row = await api.standing.database.read((tx) => maybe(tx, z.object({ said: z.string() }), sql`select folded(${said}) as said`))
      expect(row?.said, said).toBe(folded(said))
    }
  }))
})
