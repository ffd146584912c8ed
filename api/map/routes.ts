import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { MapLine, readMap, type MapPoint } from '../../geo/map/contract.ts'
import { look } from '../../geo/map/look.ts'
import type { Narrow, Reach } from '../../geo/map/sieve.ts'
import { REPAIRS, traitOf } from '../../geo/map/thing.ts'
import { degreesAt } from '../../geo/map/world.ts'
import * as damages from '../damages/reading.ts'
import { boxGeometry } from '../db/box.ts'
import { many, type Tx } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import { packed } from '../http/packed.ts'
import * as queries from './queries.ts'
import type { ThingFollower, Things } from './things.ts'

const LINES_AT_MOST = 2000
const NAMED_AT_MOST = 2000
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
    const traits = columns.traits[row]!
    const damage = traitOf(traits, 'what') === 'damage'
    return {
      id: index.idOf(row), what: damage ? 'damage' : 'site', kind: index.kinds[columns.kind[row]!] ?? 'unknown',
      sector: (traitOf(traits, 'sector') ?? 'energy') as MapPoint['sector'], position: degreesAt(columns.x[row]!, columns.y[row]!).map((degrees) => Math.round(degrees * 1e6) / 1e6) as [number, number],
      severity: damage ? traitOf(traits, 'severity') as number | null : null, function: damage ? traitOf(traits, 'function') as string : null,
      state: damage ? REPAIRS[columns.repair[row]!] ?? 'none' : null, version: columns.version[row]!,
    }
  })
}

/** The map: things from memory, in step with the database; names and lines from the database itself. */
export function mountMap(mount: Mount, follower: ThingFollower): void {
  mount(readMap, async ({ tx, scope, query, c }, things: Things) => {
    const { bbox, zoom, show, sector, text, area, state, severity, verification, repair, crew } = query
    const reach = await reachOf(tx, things, scope)
    const narrow: Narrow = {
      state, sector, severity, verification, repair, crew, function: query.function,
      areas: area === undefined ? undefined : below(things.lineages, [area]),
      only: text === undefined || text.trim() === '' ? undefined : await damages.idsNamed(tx, text, state, scope),
    }
    // In one go: by the next turn the rows may be other things.
    const seen = look(things.index, { box: bbox, zoom, show, narrow, reach })
    const points = pointsOf(things, seen.rows.slice(0, NAMED_AT_MOST))

    const names = new Map((await many(tx, Named, queries.names(points.map(({ id }) => id)))).map(({ id, uk, en }) => [id, { uk, en }]))
    const lines = show === 'damages' ? [] : await many(tx, MapLine, queries.lines({ bbox: boxGeometry(bbox), sector }, scope, degreesPerPixel(zoom), LINES_AT_MOST))
    return packed(c, {
      points: points.map((point) => ({ ...point, names: names.get(point.id) ?? { uk: null, en: null } })),
      clusters: [...seen.clusters], dots: seen.dots.map((degrees) => Math.round(degrees * 1e4) / 1e4), lines,
      damages: seen.damages, sites: seen.sites, partial: seen.clusters.length > 0,
    } satisfies z.input<typeof readMap.returns>)
  }, () => follower.upToDate())
}
