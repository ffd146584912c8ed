import { z } from 'zod'
import { Skill } from '../crews/contract.ts'

/** What a crew goes round for. `ground_check`: to see on the spot what was graded from a satellite. */
export const RoundKind = z.enum(['inspection', 'refuelling', 'battery_change', 'ground_check', 'vegetation', 'other'])
export type RoundKind = z.infer<typeof RoundKind>

/** Of each kind: what a crew must be trained for, null where anybody may; and how many minutes a stop usually takes. */
export const ROUND_KINDS: Readonly<Record<RoundKind, { readonly skill: z.infer<typeof Skill> | null; readonly stopMin: number }>> = {
  inspection: { skill: null, stopMin: 30 }, refuelling: { skill: 'generator', stopMin: 45 }, battery_change: { skill: null, stopMin: 60 },
  ground_check: { skill: null, stopMin: 20 }, vegetation: { skill: 'overhead_line', stopMin: 90 }, other: { skill: null, stopMin: 30 },
}

/** How a stop stands. */
export const StopState = z.enum(['planned', 'visited', 'skipped'])
export type StopState = z.infer<typeof StopState>

/** Why a stop was left out. */
export const SkipReason = z.enum(['no_access', 'danger', 'air_alert', 'no_time', 'not_needed', 'other'])
export type SkipReason = z.infer<typeof SkipReason>
