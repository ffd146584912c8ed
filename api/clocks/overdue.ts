import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import type { Overdue } from '../../geo/clocks/contract.ts'
import * as damages from '../damages/reading.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'
import { clocksAt } from './reading.ts'

const Id = z.object({ id: z.uuid() })
/** As many as the board shows: whoever has more of them late at once works on the first. */
const LOOKED = 400

/** What is over a target now: alarms that were told, as far as their clocks still run late. */
export async function overdue(tx: Tx, scope: Scope, given: { area: string | undefined; now: Date }): Promise<{ overdue: Overdue[]; more: boolean }> {
  const found = (await many(tx, Id, queries.missed(given.area, LOOKED + 1, scope))).map(({ id }) => id)
  const late = new Map((await clocksAt(tx, found.slice(0, LOOKED), given.now)).flatMap(({ id, clocks }) => {
    const mine = clocks.filter((one) => one.late && one.ended === null).sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'))
    return mine.length === 0 ? [] : [[id, mine] as const]
  }))
  const named = new Map((await damages.byIds(tx, [...late.keys()], scope)).map((one) => [one.id, one]))
  return {
    overdue: found.flatMap((id) => {
      const [clocks, of] = [late.get(id), named.get(id)]
      return clocks === undefined || of === undefined ? [] : [{ id, names: of.names, areaNames: of.areaNames, place: of.place, kind: of.kind, site: of.site, position: of.position, tier: of.tier, clocks }]
    }),
    more: found.length > LOOKED,
  }
}
