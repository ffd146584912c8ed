import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import { EVERYWHERE } from '../../geo/access/scope.ts'
import { clockOf } from '../../geo/areas/clock.ts'
import { neededMs } from '../../geo/plan/work.ts'
import { ROUND_KINDS, RoundKind } from '../../geo/rounds/kinds.ts'
import { dayAfter, instantOf, localOf } from '../../geo/rounds/repeat.ts'
import { Position } from '../../geo/space/position.ts'
import { many, type Tx } from '../db/sql.ts'
import { importedId } from '../imports/ids.ts'
import { hashOf } from '../reports/commands.ts'
import { plan } from '../rounds/commands.ts'
import { dataOf } from './files.ts'
import { demoCrew } from './people.ts'
import * as queries from './queries.ts'

const Rounds = z.strictObject({
  rounds: z.array(z.strictObject({
    key: z.string(), crew: z.string(), kind: RoundKind, unscheduled: z.boolean(), days: z.number().int(), hour: z.number(), sites: z.number().int(), skip: z.number().int(), everyDays: z.number().int().nullable(), note: z.string(),
  })),
})
const SiteRow = z.object({ site: z.uuid(), position: Position })
const actor: Actor = { id: 'system:demonstration', name: 'Demonstration', kind: 'system', grants: [{ role: 'dispatcher', area: null, organisation: null, crew: null }] }
const HOUR_MS = 3_600_000

/** Plans the made-up rounds of the demonstration, by the same command as people do: to the sites nearest to the base of each crew, in its area. */
export async function planDemoRounds(tx: Tx, now: Date): Promise<number> {
  const { rounds } = dataOf('rounds.json', Rounds)
  const zone = clockOf(['UA'], 'UTC')
  for (const { key, days, hour, sites, skip, everyDays, crew, ...round } of rounds) {
    const near = await many(tx, SiteRow, queries.sitesNear(demoCrew(crew), sites, skip))
    const fromMs = instantOf(zone, dayAfter(localOf(zone, now.getTime()).day, days), hour * 60)
    const minutes = ROUND_KINDS[round.kind].stopMin
    const length = Math.ceil(neededMs(near.map(({ position }) => ({ position, minutes }))) / HOUR_MS) * HOUR_MS
    const wanted = {
      ...round, crew: demoCrew(crew), planned: { from: new Date(fromMs).toISOString(), until: new Date(fromMs + Math.max(HOUR_MS, length)).toISOString() },
      stops: near.map(({ site }) => ({ id: null, site, task: '', minutes })), repeats: everyDays === null ? null : { everyDays, last: null },
    }
    let made = 0
    const makeId = () => importedId('round', 'demonstration', `${key}-${made += 1}`)
    await plan(tx, actor, EVERYWHERE, { id: importedId('round', 'demonstration', key), ...wanted, hash: hashOf(wanted), now, makeId, timeZone: zone, demo: true })
  }
  return rounds.length
}
