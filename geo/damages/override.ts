import { z } from 'zod'
import { Instant, words } from '../text.ts'

/** How an authority moves a damage out of the order of the figures: a tier up, a tier down, or to a place in the queue of its oblast. */
export const OverrideKind = z.enum(['raise', 'lower', 'pin'])
export type OverrideKind = z.infer<typeof OverrideKind>

/** A damage moved by an authority, until a moment: who did so and why. */
export const Override = z.object({
  kind: OverrideKind,
  /** The place that it is held at, from 1, among those of its oblast that endanger no life; null when its tier was moved. */
  place: z.number().int().nullable(),
  why: z.string(),
  by: z.string(),
  byName: z.string(),
  at: z.string(),
  until: z.string(),
})
export type Override = z.infer<typeof Override>

/** What an authority sends to move a damage. It holds for a month at most: what must stay longer is a matter of weights. */
export const OverrideAsked = z.strictObject({
  kind: OverrideKind,
  place: z.number().int().min(1).max(1000).nullable().default(null),
  why: words(1000),
  until: Instant,
}).refine(({ kind, place }) => (kind === 'pin') === (place !== null), { path: ['place'], message: 'say which place, and only when it is pinned' })

/** The longest that one holds, in hours. */
export const OVERRIDE_H = 31 * 24

/** The tier of a damage that was raised or lowered by one: never into danger to life, which only a crew sees, nor out of it. */
export function overriddenTier(tier: number, kind: OverrideKind | null): number {
  if (tier === 0 || kind === null || kind === 'pin') return tier
  return kind === 'raise' ? Math.max(1, tier - 1) : Math.min(3, tier + 1)
}

/** A place in the order: tiers up from 0, then ranks down. */
export type Standing = { readonly tier: number; readonly rank: number }

/** Where a damage stands that is held at the `place`-th place among others in order: halfway between its neighbours. */
export function pinnedAt(place: number, others: readonly Standing[]): Standing {
  const [before, after] = [others[place - 2], others[place - 1]]
  if (after === undefined) {
    const last = others.at(-1)
    return last === undefined ? { tier: 3, rank: 0 } : { tier: last.tier, rank: last.rank - 1 }
  }
  if (before === undefined || before.tier !== after.tier) return { tier: after.tier, rank: after.rank + 1 }
  return { tier: after.tier, rank: (before.rank + after.rank) / 2 }
}
