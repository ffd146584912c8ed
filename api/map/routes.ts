import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { MapLine, readMap, type MapPoint } from '../../geo/map/contract.ts'
import { DamageState } from '../../geo/damages/damage.ts'
import { countDamages, type DamageFilter } from '../../geo/damages/contract.ts'
import { countDamages as countedIn } from '../../geo/map/census.ts'
import { look } from '../../geo/map/look.ts'
import { readPast } from '../../geo/map/past-contract.ts'
import { sieve, type Narrow, type Reach } from '../../geo/map/sieve.ts'
import { tally } from '../../geo/map/tally.ts'
import { NOWHERE } from '../../geo/map/thing-index.ts'
import { REPAIRS, traitOf } from '../../geo/map/thing.ts'
import { degreesAt } from '../../geo/map/world.ts'
import * as damages from '../damages/reading.ts'
import { boxGeometry } from '../db/box.ts'
import { many, type Tx } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import { momentOf, type Past } from './past.ts'
import * as queries from './queries.ts'
import type { ThingFollower, Things } from './things.ts'

const LINES_AT_MOST = 2000
const NAMED_AT_MOST = 2000
const WORST = 50

type Filter = z.output<typeof DamageFilter>
const Named = z.object({ id: z.string(), uk: z.string().nullable(), en: z.string().nullable() })
const Sent = z.object({ id: z.string() })

/** Degrees of longitude that a pixel covers at a zoom level (256-pixel tiles). */
const degreesPerPixel = (zoom: number) => 360 / (256 * 2 ** zoom)

const below = (lineages: Things['lineages'], tops: readonly string[]): ReadonlySet<string> =>
  new Set([...lineages].filter(([, lineage]) => lineage.some((code) => tops.includes(code))).map(([code]) => code))

async function reachOf(tx: Tx, { lineages }: Things, scope: Scope): Promise<Reach> {
  if (scope.areas === null) return null
  const sent = scope.crews.length === 0 ? [] : await many(tx, Sent, queries.sentTo(scope.crews))
  return { areas: below(lineages, scope.areas), organisations: scope.organisations, ids: sent.map(({ id }) => id) }
}

/** Some rows of the index as points, still without names. */
function pointsOf({ index }: Things, rows: readonly number[]): Omit<MapPoint, 'names'>[] {
  const columns = index.columns()
  return rows.map((row) => {
    const { traits, kind, repair } = index.facts.what.all[columns.what[row]!]!
    const damage = traitOf(traits, 'what') === 'damage'
    return {
      id: index.idOf(row), what: damage ? 'damage' : 'site', kind,
      sector: (traitOf(traits, 'sector') ?? 'energy') as MapPoint['sector'], position: degreesAt(columns.x[row]!, columns.y[row]!).map((degrees) => Math.round(degrees * 1e6) / 1e6) as [number, number],
      severity: damage ? traitOf(traits, 'severity') as number | null : null, function: damage ? traitOf(traits, 'function') as string : null,
      state: damage ? REPAIRS[repair] ?? 'none' : null, version: columns.version[row]!,
    }
  })
}

/** Whether a filter asks for what only the database knows of damages: words, safety, age, crews of before. */
const asksDatabase = ({ text, safety, age, crew }: Pick<Filter, 'text' | 'safety' | 'age' | 'crew'>) => [safety, age, crew].some((one) => one !== undefined) || (text ?? '').trim() !== ''

/** What a query narrows the view to, now or at a moment of the past. */
async function narrowOf(tx: Tx, { lineages }: Things, scope: Scope, filter: Filter, now: Date, at?: Date): Promise<Narrow> {
  const { state, sector, kind, severity, verification, repair, area, text, safety, age, crew, function: service } = filter
  const asked = { text, safety, age, crew: at === undefined ? crew : undefined }
  const found = async () => {
    if (!asksDatabase(asked)) return undefined
    const ids: string[] = []
    // What is closed now may have been open then.
    for (const one of at === undefined ? [state] : DamageState.options) ids.push(...await damages.idsFound(tx, { filter: { state: one, ...asked }, scope, now }))
    return ids
  }
  // Crews are sent and called off: who had a repair then, only the events tell.
  const had = at === undefined || crew === undefined ? undefined : new Set((await many(tx, Sent, queries.hadBy(crew, at))).map(({ id }) => id))
  const ids = await found()
  const only = had === undefined ? ids : ids?.filter((id) => had.has(id)) ?? [...had]
  return { state, sector, kind, severity, verification, repair, function: service, areas: area === undefined ? undefined : below(lineages, [area]), only }
}

async function withNames<P extends { readonly id: string }>(tx: Tx, points: readonly P[]): Promise<(P & Pick<MapPoint, 'names'>)[]> {
  const names = new Map((await many(tx, Named, queries.names(points.map(({ id }) => id)))).map(({ id, uk, en }) => [id, { uk, en }]))
  return points.map((point) => ({ ...point, names: names.get(point.id) ?? { uk: null, en: null } }))
}

/** Lines with the open damages that they had, of those that the asker reaches: a line is no point, so its damage is astray. */
function brokenThen({ index }: Things, reach: Reach): ReadonlyMap<string, string> {
  const { shows } = sieve(index, index.columns(), { box: [-180, -90, 180, 90], zoom: 0, show: 'damages', narrow: { state: 'open' }, reach })
  return new Map([...index.astray()].filter(([row]) => shows(row)).map(([row, site]) => [site, index.idOf(row)]))
}

/** The map: things from memory, in step with the database, or as they were; names and lines from the database itself. */
export function mountMap(mount: Mount, follower: ThingFollower, past: Past): void {
  mount(readMap, async ({ tx, scope, query, now }, present: Things) => {
    const { bbox, zoom, show, sector } = query
    const reach = await reachOf(tx, present, scope)
    const at = query.at === undefined ? undefined : momentOf(query.at, now)
    const narrow = await narrowOf(tx, present, scope, query, now, at)
    // In one go: by the next turn the rows may be other things.
    const see = (things: Things) => {
      const seen = look(things.index, { box: bbox, zoom, show, narrow, reach })
      return { seen, points: pointsOf(things, seen.rows.slice(0, NAMED_AT_MOST)), broken: at === undefined ? undefined : brokenThen(things, reach) }
    }
    const { seen, points, broken } = at === undefined ? see(present) : await past.at(tx, present, at, see)
    const lines = show === 'damages' ? [] : await many(tx, MapLine, queries.lines({ bbox: boxGeometry(bbox), sector }, scope, degreesPerPixel(zoom), LINES_AT_MOST))
    return {
      points: await withNames(tx, points),
      clusters: [...seen.clusters], dots: seen.dots.map((degrees) => Math.round(degrees * 1e4) / 1e4),
      lines: broken === undefined ? lines : lines.map((line) => ({ ...line, damage: broken.get(line.id) ?? null })),
      damages: seen.damages, sites: seen.sites, partial: seen.clusters.length > 0,
    }
  }, () => follower.upToDate())

  mount(countDamages, async ({ tx, scope, query: { area, ...narrow } }, present: Things) =>
    countedIn(present.index, { ...narrow, areas: area === undefined ? undefined : below(present.lineages, [area]) }, await reachOf(tx, present, scope)), () => follower.upToDate())

  mount(readPast, async ({ tx, scope, query, now }, present: Things) => {
    const at = momentOf(query.at, now)
    const reach = await reachOf(tx, present, scope)
    const narrow = await narrowOf(tx, present, scope, query, now, at)
    const counted = await past.at(tx, present, at, (things) => {
      const { worst, ...all } = tally(things.index, { box: query.bbox, narrow, reach }, WORST)
      const { tier, people, tile } = things.index.columns()
      return { ...all, worst: pointsOf(things, worst).map((point, nth) => {
        const row = worst[nth]!
        return { ...point, position: tile[row] === NOWHERE ? null : point.position, tier: tier[row]!, people: people[row]! < 0 ? null : people[row]! }
      }) }
    })
    return { ...counted, at: at.toISOString(), worst: await withNames(tx, counted.worst) }
  }, () => follower.upToDate())
}
