import { createHash } from 'node:crypto'
import type { Database } from '../../api/db/database.ts'
import { join, run, sql } from '../../api/db/sql.ts'
import { fillWorld, WORLD } from '../kit/world.ts'
import type { Api } from '../kit/with-api.ts'

/** Keys of the feed's tests: for everywhere, for the west, withdrawn, run out. */
export const KEYS = { all: 'key-of-everywhere', west: 'key-of-the-west', revoked: 'key-withdrawn', expired: 'key-run-out' } as const

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A damage of the feed's tests, as it was put in. */
export type Put = { readonly id: string; readonly at: readonly [number, number] | null; readonly opened: number; readonly restored: number | null; readonly west: boolean }

const idOf = (random: () => number, nth: number) => `${Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0')}-0000-4000-8000-${nth.toString(16).padStart(12, '0')}`
const START = Date.parse('2026-01-01T00:00:00Z')
const HOUR_MS = 3_600_000

/** The test's world with its keys and `count` damages at random places and times: clustered, far away, on one spot, without a place. */
export async function fillFeed(database: Database, count: number, seed: number): Promise<Put[]> {
  await fillWorld(database)
  const random = randomFrom(seed)
  const put: Put[] = Array.from({ length: count }, (_, nth) => {
    const kind = random()
    const at = kind < 0.1 ? null : kind < 0.2 ? [31.5, 46.5] as const : kind < 0.3 ? [random() * 360 - 180, random() * 180 - 90] as const
      : [30 + random() * 10, 45 + random() * 7] as const
    const opened = START + Math.floor(random() * 2000) * HOUR_MS
    return { id: idOf(random, nth), at, opened, restored: random() < 0.4 ? opened + Math.floor(random() * 200) * HOUR_MS : null, west: false }
  })
  await database.write(async (tx) => {
    for (const [name, area, expired, revoked] of [['all', null, false, false], ['west', 'TW', false, false], ['revoked', null, false, true], ['expired', null, true, false]] as const) {
      await run(tx, sql`
        insert into api_keys (name, prefix, hash, area_code, created_by, expires_at, revoked_at)
        values (${name}, ${name}, ${createHash('sha256').update(KEYS[name]).digest()}, ${area}, 'admin',
                now() + make_interval(days => ${expired ? -1 : 1}), ${revoked ? new Date(0) : null})`)
    }
    if (put.length > 0) {
      await run(tx, sql`
        insert into damages (id, sector, kind, geom, place, area_code, state, severity, function, safety, opened_at, last_report_at, restored_at) values
        ${join(put.map(({ id, at, opened, restored }) => sql`(${id}, 'energy', 'substation', ${at === null ? sql`null` : sql`st_setsrid(st_makepoint(${at[0]}, ${at[1]}), 4326)`},
          ${`вулиця "${id.slice(-3)}"`}, ${at === null ? 'TE1' : null}, ${restored === null ? 'open' : 'restored'}, 3, 'out', 'unsafe',
          ${new Date(opened)}, ${new Date(opened)}, ${restored === null ? null : new Date(restored)})`))}`)
    }
    await happen(tx)
  })
  const rows = await database.look<{ id: string; west: boolean }>(sql`select id, coalesce(area_code in ('TW', 'TW1'), false) as west from damages`)
  const west = new Map(rows.map((row) => [row.id, row.west]))
  return put.map((one) => ({ ...one, west: west.get(one.id) === true }))
}

/** Says, as every change does in its own transaction, that something happened. */
export const happen = (tx: Parameters<Parameters<Database['write']>[0]>[0]) =>
  run(tx, sql`insert into events (actor, verb, noun, id) values ('test', 'damage.opened', 'damage', ${WORLD.substation})`)

/** A page of features, parsed. */
export type Page = {
  type: string; timeStamp: string; numberMatched: number; numberReturned: number
  features: Feature[]
  links: { rel: string; href: string; type?: string }[]
}
/** A feature, parsed. */
export type Feature = { type: string; id: string; geometry: { type: string; coordinates: unknown } | null; properties: Record<string, unknown>; links?: { rel: string; href: string }[] }

/** Asks the feed with a key, at an absolute or relative address. */
export const get = (api: Api, address: string, headers: Record<string, string> = {}, key: string = KEYS.all, method = 'GET') =>
  api.call(method, address.replace(/^https?:\/\/[^/]+/, ''), { headers: { authorization: `Bearer ${key}`, ...headers } })

/** Every feature that a first page leads to, following `next` to the end. */
export async function walk(api: Api, address: string, key: string = KEYS.all): Promise<{ features: Feature[]; pages: Page[] }> {
  const pages: Page[] = []
  for (let next: string | undefined = address; next !== undefined;) {
    const answer = await get(api, next, {}, key)
    if (answer.status !== 200) throw new Error(`${next} was answered ${answer.status}: ${await answer.text()}`)
    const page = (await answer.json()) as Page
    pages.push(page)
    next = page.links.find((link) => link.rel === 'next')?.href
    if (pages.length > 500) throw new Error('next goes round in a circle')
  }
  return { features: pages.flatMap((page) => page.features), pages }
}
