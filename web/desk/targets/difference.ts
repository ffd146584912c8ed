import { ClockName, type Targets } from '../../../geo/clocks/targets.ts'
import { BlockedBy } from '../../../geo/repairs/lifecycle.ts'

/** One figure that two sets of targets disagree on; null hours of a kind: those of its tier. */
export type Difference =
  | { readonly of: 'tier'; readonly tier: 0 | 1 | 2 | 3; readonly clock: ClockName; readonly mine: number; readonly theirs: number }
  | { readonly of: 'kind'; readonly kind: string; readonly clock: ClockName; readonly mine: number | null; readonly theirs: number | null }
  | { readonly of: 'pausing'; readonly why: BlockedBy; readonly mine: boolean; readonly theirs: boolean }

const TIERS = [0, 1, 2, 3] as const

/** All that two sets of targets disagree on. */
export function differencesOf(mine: Targets, theirs: Targets): Difference[] {
  const kinds = [...new Set([...Object.keys(mine.kinds), ...Object.keys(theirs.kinds)])].sort()
  const all: Difference[] = [
    ...TIERS.flatMap((tier) => ClockName.options.map((clock) => ({ of: 'tier' as const, tier, clock, mine: mine.tiers[tier][clock], theirs: theirs.tiers[tier][clock] }))),
    ...kinds.flatMap((kind) => ClockName.options.map((clock) => ({ of: 'kind' as const, kind, clock, mine: mine.kinds[kind]?.[clock] ?? null, theirs: theirs.kinds[kind]?.[clock] ?? null }))),
    ...BlockedBy.options.map((why) => ({ of: 'pausing' as const, why, mine: mine.pausing.includes(why), theirs: theirs.pausing.includes(why) })),
  ]
  return all.filter((one) => one.mine !== one.theirs)
}
