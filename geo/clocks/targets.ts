import { z } from 'zod'
import { BlockedBy } from '../repairs/lifecycle.ts'

/** What is timed: report to verified, verified to a crew assigned, assigned to on the spot, report to service restored. */
export const ClockName = z.enum(['verify', 'assign', 'arrive', 'restore'])
export type ClockName = z.infer<typeof ClockName>

const hours = z.number().min(0.05).max(8760)

/** Hours within which each is to be done. */
export const Hours = z.strictObject({ verify: hours, assign: hours, arrive: hours, restore: hours })
export type Hours = z.infer<typeof Hours>

/** What an authority promises for its area, or for an organisation in it. */
export const Targets = z.strictObject({
  /** By tier, 0 danger to life first. */
  tiers: z.tuple([Hours, Hours, Hours, Hours]),
  /** Kinds of site of which other hours hold, whatever their tier. */
  kinds: z.record(z.string().max(40), Hours.partial()).refine((kinds) => Object.keys(kinds).length <= 40, 'forty kinds at most').default({}),
  /** What a repair may wait for without its clocks running: arrival and restoration alone. */
  pausing: z.array(BlockedBy).max(7),
})
export type Targets = z.infer<typeof Targets>

/**
 * What holds where nobody decided otherwise: expert guess in the order of the ladder of `decide.md` 1.1. An alert, a clearance, a second
 * strike, weather and closed roads stop the clocks; waiting for parts or for anything else is the repairer's own time.
 */
export const DEFAULT_TARGETS: Targets = {
  tiers: [
    { verify: 0.5, assign: 0.5, arrive: 1, restore: 12 },
    { verify: 1, assign: 1, arrive: 2, restore: 24 },
    { verify: 2, assign: 2, arrive: 4, restore: 36 },
    { verify: 12, assign: 12, arrive: 24, restore: 120 },
  ],
  kinds: {},
  pausing: ['awaiting_clearance', 'air_alert', 'second_strike', 'weather', 'access'],
}

/** The hours of one damage: its kind's own where they are given, else its tier's. */
export function hoursFor({ tiers, kinds }: Targets, damage: { readonly tier: number; readonly kind: string | null }): Hours {
  const [tier, own] = [tiers[Math.min(3, Math.max(0, damage.tier)) as 0 | 1 | 2 | 3], damage.kind === null ? {} : kinds[damage.kind] ?? {}]
  return { verify: own.verify ?? tier.verify, assign: own.assign ?? tier.assign, arrive: own.arrive ?? tier.arrive, restore: own.restore ?? tier.restore }
}
