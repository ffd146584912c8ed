import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { PLACES_SURE, repairHoursToPass, weightiest, without } from '../../geo/damages/counterfactual.ts'
import type { Damage, Standing } from '../../geo/damages/damage.ts'
import { one, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

const Counted = z.object({ rank: z.number(), others: z.number(), before: z.number(), above: z.number(), first: z.number().nullable(), atBest: z.number(), atWorst: z.number(), less: z.number() })

/** The place of an open damage in its reader's queue, and what would change it. */
export async function standingOf(tx: Tx, damage: Damage, scope: Scope): Promise<Standing | null> {
  if (damage.state !== 'open') return null
  const { priority } = damage
  const facility = weightiest(priority)
  const bound = (of: 'low' | 'high') => priority.perCrewHour?.[of] ?? 0
  const pinned = damage.override?.kind === 'pin'
  const missing = facility === null ? null : without(priority, facility)
  // What an authority moved by tiers stays moved by as many.
  const shift = damage.tier - priority.tier
  const at = await one(tx, Counted, queries.standing(damage.id, { low: bound('low'), high: bound('high'), without: missing === null ? null : { ...missing, tier: Math.min(3, Math.max(0, missing.tier + shift)) } }, scope))
  const place = at.before + 1
  const hours = pinned || at.first === null ? null : repairHoursToPass(priority, at.first)
  const from = at.atBest + 1
  const to = at.atWorst + 1
  return {
    place, total: at.others + 1,
    first: hours === null ? null : { repairH: hours, ofAll: at.above === 0 },
    without: facility === null || pinned || at.less + 1 === place ? null : { kind: facility.kind, name: facility.name, place: at.less + 1 },
    from, to, verify: !pinned && to - from > PLACES_SURE,
  }
}
