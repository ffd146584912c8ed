import { z } from 'zod'
import { FacilityKind } from '../sites/kinds.ts'

const weight = z.number().min(0).max(10)
const people = z.number().min(0).max(1000)

/** What an authority may weigh for its area: all that the priority is made of beside facts. Defaults after `decide.md` 1.2. */
export const Weights = z.strictObject({
  /** Share of the people without service around that hangs on a repair, from which it is said to enable others. */
  enablingShare: z.number().min(0.01).max(1),
  /** Hours within which the backup of a critical facility must end for its supplier to go before others. */
  horizonH: z.number().min(1).max(168),
  /** What one person without a service counts; `emergency` is the way to 112 and 101. */
  services: z.strictObject({ power: weight, water: weight, mobile: weight, fixed: weight, emergency: weight }),
  /** Person-equivalents of one of what a facility is counted in: a bed, a place, a person served. */
  facilities: z.strictObject({ hospital: people, emergency_centre: people, water_pumping: people, shelter: people, point_of_invincibility: people, fuel_station: people }),
  /** Kinds of facility that are critical. */
  critical: z.array(FacilityKind).max(6),
})
export type Weights = z.infer<typeof Weights>

/** Weights of an area with the number they are kept under; 0 are those that hold where nobody set any. */
export type WeightSet = { readonly version: number; readonly weights: Weights }

/** What holds where nobody decided otherwise: the figures of `decide.md` 1.2; critical after the list of Resolution 600. */
export const DEFAULT_WEIGHTS: WeightSet = {
  version: 0,
  weights: {
    enablingShare: 0.1,
    horizonH: 24,
    services: { power: 1, water: 1, mobile: 0.5, fixed: 0.5, emergency: 1 },
    facilities: { hospital: 50, emergency_centre: 0.5, water_pumping: 1, shelter: 2, point_of_invincibility: 2, fuel_station: 1 },
    critical: ['hospital', 'emergency_centre', 'water_pumping'],
  },
}

const SERVICE_OF: Readonly<Partial<Record<FacilityKind, keyof Weights['services']>>> = { emergency_centre: 'emergency', water_pumping: 'water' }

/** What one person-equivalent at a facility counts: water for a pumping station, the way to help for a 112 centre, else power. */
export const weightAt = (kind: FacilityKind, { services }: Weights): number => services[SERVICE_OF[kind] ?? 'power']

/** How urgent a consumer is whose backup ends in `leftH` hours: 3 when it is out, towards 1 the longer it lasts; without data 1.5. */
export const urgency = (leftH: number | null): number => (leftH === null ? 1.5 : 1 + 2 * Math.exp(-Math.max(0, leftH) / 6))
