import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import { EVERYWHERE } from '../../geo/access/scope.ts'
import { ClearedBy } from '../../geo/clearances/clearance.ts'
import { HazardKind } from '../../geo/hazards/hazard.ts'
import { Position } from '../../geo/space/position.ts'
import type { Shape } from '../../geo/space/shape.ts'
import { grant } from '../clearances/commands.ts'
import type { Tx } from '../db/sql.ts'
import { declare } from '../hazards/commands.ts'
import { importedId } from '../imports/ids.ts'
import { hashOf } from '../reports/commands.ts'
import { dataOf } from './files.ts'

const Around = { key: z.string(), around: Position, halfKm: z.tuple([z.number().positive(), z.number().positive()]) }
const Hazards = z.strictObject({
  zones: z.array(z.strictObject({ ...Around, kind: HazardKind, owner: z.string(), note: z.string() })),
  clearances: z.array(z.strictObject({ ...Around, by: ClearedBy, reference: z.string(), hours: z.number().positive() })),
})

const actor: Actor = { id: 'system:demonstration', name: 'Demonstration', kind: 'system', grants: [{ role: 'dispatcher', area: null, organisation: null, crew: null }] }
const KM_PER_DEGREE = 111.195
const HOUR_MS = 3_600_000

/** A rectangle around a position: made up, and easily seen to be. */
function boxAround([lon, lat]: readonly [number, number], [eastKm, northKm]: readonly [number, number]): Shape {
  const [wide, high] = [eastKm / KM_PER_DEGREE / Math.cos((lat * Math.PI) / 180), northKm / KM_PER_DEGREE]
  const corner = (x: number, y: number): [number, number] => [lon + x * wide, lat + y * high]
  return { type: 'MultiPolygon', coordinates: [[[corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)]]] }
}

/** Declares the made-up hazard zones of the demonstration and grants its clearance, by the same commands as people do; each is marked as of the demonstration. */
export async function declareDemoHazards(tx: Tx, now: Date): Promise<number> {
  const { zones, clearances } = dataOf('hazards.json', Hazards)
  const from = new Date(now.getTime() - HOUR_MS).toISOString()
  for (const { key, around, halfKm, ...zone } of zones) {
    const wanted = { ...zone, shape: boxAround(around, halfKm), zone: null, from, until: null }
    await declare(tx, actor, EVERYWHERE, { id: importedId('hazard', 'demonstration', key), ...wanted, hash: hashOf(wanted), now, source: 'demonstration', demo: true })
  }
  for (const { key, around, halfKm, hours, ...paper } of clearances) {
    const wanted = { ...paper, shape: boxAround(around, halfKm), zone: null, site: null, from, until: new Date(now.getTime() + hours * HOUR_MS).toISOString(), note: '' }
    await grant(tx, actor, EVERYWHERE, { id: importedId('clearance', 'demonstration', key), ...wanted, hash: hashOf(wanted), now, demo: true })
  }
  return zones.length + clearances.length
}
