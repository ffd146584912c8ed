import { Problem } from '../../geo/problems.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { sync } from '../../geo/sync/contract.ts'
import type { Answer } from '../../geo/http/endpoint.ts'
import * as damages from '../damages/reading.ts'
import { many, maybe, type Tx } from '../db/sql.ts'
import { cursorNow } from '../events/commands.ts'
import { eventsAfter } from '../events/reading.ts'
import type { Mount } from '../http/mount.ts'
import * as repairs from '../repairs/reading.ts'
import { holdSites } from '../reports/commands.ts'
import { missingPhotos, missingThumbs } from '../reports/reading.ts'
import * as sites from '../sites/reading.ts'
import { applyOnce } from './commands.ts'
import * as queries from './queries.ts'
import { Kept, Seen } from './rows.ts'

const DAMAGES_AT_FIRST = 300
const EVENTS_AT_ONCE = 500

type Changed = Pick<Answer<typeof sync>, 'changes' | 'cursor' | 'more'>

/** What a phone starts with: its crew's repairs with their damages, and open damages of its areas, the worst first. */
async function everything(tx: Tx, scope: Scope): Promise<Changed> {
  const cursor = await cursorNow(tx)
  const worst = await many(tx, Kept, queries.openDamages(scope, DAMAGES_AT_FIRST))
  const own = await repairs.open(tx, scope)
  const ids = [...new Set([...own.map((repair) => repair.damage), ...worst.map((damage) => damage.id)])]
  return { changes: { damages: await damages.byIds(tx, ids, scope), repairs: own, sites: [], whole: true }, cursor, more: false }
}

/** What changed since the cursor, each thing once, as it is now. */
async function since(tx: Tx, scope: Scope, from: string): Promise<Changed> {
  const { events, cursor, more } = await eventsAfter(tx, from, scope, EVENTS_AT_ONCE)
  const idsOf = (noun: string) => [...new Set(events.filter((event) => event.noun === noun).map((event) => event.id))]
  const touched = [...new Set(events.flatMap((event) => event.damage ?? []))]
  return {
    changes: {
      damages: touched.length === 0 ? [] : await damages.byIds(tx, touched, scope),
      repairs: await repairs.byIds(tx, idsOf('repair'), scope), sites: await sites.byIds(tx, idsOf('site'), scope), whole: false,
    },
    cursor, more,
  }
}

function clockOff(clock: string | null, now: Date): number | null {
  const at = clock === null ? NaN : Date.parse(clock)
  return Number.isNaN(at) ? null : (at - now.getTime()) / 1000
}

/** The phone's one round trip: what waits goes in, what changed comes out. */
export function mountSync(mount: Mount, makeId: () => string): void {
  mount(sync, async ({ tx, actor, scope, body, now }) => {
    const crew = scope.crews[0] ?? null
    const device = await maybe(tx, Seen, queries.seeDevice({ id: body.device, user: actor.id, crew, clockOffS: clockOff(body.clock, now), now }))
    if (device?.revokedAt != null) throw new Problem('device-revoked', { id: body.device })
    await holdSites(tx, body.ops.map((op) => op.body))
    const verdicts = []
    for (const op of body.ops) verdicts.push(await applyOnce(tx, op, { actor, scope, device: body.device, now, makeId }))
    return {
      verdicts, missingPhotos: await missingPhotos(tx, actor.id), missingThumbs: await missingThumbs(tx, actor.id),
      ...(body.since === null ? await everything(tx, scope) : await since(tx, scope, body.since)),
      now: now.toISOString(),
    }
  })
}
