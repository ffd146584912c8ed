import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import type { TargetPreview } from '../../geo/clocks/contract.ts'
import { ClockName, type Targets } from '../../geo/clocks/targets.ts'
import * as damages from '../damages/reading.ts'
import { many, type Tx } from '../db/sql.ts'
import { found } from './commands.ts'
import * as queries from './queries.ts'
import { clocksSupposing } from './reading.ts'

const Touched = z.object({ id: z.uuid(), total: z.number() })
/** A person waits for the answer: a country's worth would take a minute, and the first in order are what matters. */
const LOOKED = 2000
const SHOWN = 20

/** What would be late in an area under other hours, of what has not ended. Throws `area-not-found`, `organisation-not-found`. */
export async function preview(tx: Tx, scope: Scope, given: { area: string; organisation: string | null; targets: Targets | null; now: Date }): Promise<TargetPreview> {
  await found(tx, given.area, given.organisation, scope)
  const touched = await many(tx, Touched, queries.touched(given, scope, LOOKED))
  const ids = touched.map(({ id }) => id)
  const supposed = new Map((await clocksSupposing(tx, ids, given, given.now)).map((one) => [one.id, one]))
  const clocks = ids.flatMap((id) => {
    const { before = [], after = [] } = supposed.get(id) ?? {}
    return before.flatMap((was, n) => (was.ended === null ? [{ id, was, is: after[n]! }] : []))
  })
  const changes = clocks.filter(({ was, is }) => was.late !== is.late)
  const shown = changes.slice(0, SHOWN)
  const named = new Map((await damages.byIds(tx, [...new Set(shown.map(({ id }) => id))], scope)).map((damage) => [damage.id, damage]))
  return {
    looked: touched.length, total: touched[0]?.total ?? 0,
    clocks: ClockName.options.map((name) => {
      const ofName = clocks.filter(({ was }) => was.name === name)
      return { name, now: ofName.filter(({ was }) => was.late).length, then: ofName.filter(({ is }) => is.late).length }
    }),
    changes: changes.length,
    changed: shown.flatMap(({ id, was, is }) => {
      const damage = named.get(id)
      return damage === undefined ? [] : [{ id, names: damage.names, areaNames: damage.areaNames, kind: damage.kind, clock: was.name, spentH: is.spentH, beforeH: was.targetH, afterH: is.targetH, late: is.late }]
    }),
  }
}
