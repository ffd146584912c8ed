import { z } from 'zod'
import { Figure } from '../figures.ts'
import { Service } from '../network/services.ts'
import { Names } from '../text.ts'

/** How often and how long people of an area were without a service, after IEEE Std 1366-2022. */
export const Indices = z.object({
  service: Service,
  /** People without it at the end of the period. */
  now: Figure,
  personHours: Figure,
  /** Interruptions under way in the period that a person had on average; null where nobody knows how many people live there. */
  saifi: z.number().nullable(),
  /** Hours that a person was without it on average. */
  saidiH: z.number().nullable(),
  /** Hours that an interruption took on average, over those whom it met. */
  caidiH: z.number().nullable(),
})
export type Indices = z.infer<typeof Indices>

/** Some times by their middle and their slow end. */
export const Spread = z.object({ count: z.number().int(), meanH: z.number().nullable(), medianH: z.number().nullable(), p90H: z.number().nullable() })
export type Spread = z.infer<typeof Spread>

/** How many damages, people and hours stand behind one name of a list. */
const Share = z.object({ damages: z.number().int(), restored: z.number().int(), people: z.number(), meanH: z.number().nullable() })

/** The three indices alone, as an area or a part of the period has them beside others. */
export const ShortIndices = Indices.pick({ service: true, saifi: true, saidiH: true, caidiH: true })
export type ShortIndices = z.infer<typeof ShortIndices>

/** The numbers of an area over a period. */
export const Numbers = z.object({
  area: z.string().nullable(), from: z.string(), to: z.string(),
  population: z.number().nullable(),
  damages: z.number().int(), open: z.number().int(), restored: z.number().int(),
  /** Those of which nobody can say how many people they concern: what is counted is the least. */
  uncounted: z.number().int(),
  services: z.array(Indices),
  /** People without each service over time. */
  over: z.array(z.object({ at: z.string(), power: z.number(), mobile: z.number(), fixed: z.number(), water: z.number() })),
  /** Share of the lost service that is back: as it came, and as it was promised. `actual` is null for what is to come. */
  curve: z.array(z.object({ at: z.string(), actual: z.number().nullable(), planned: z.number() })),
  times: z.object({ verified: Spread, assigned: Spread, restored: Spread }),
  byArea: z.array(Share.extend({ code: z.string(), names: Names, indices: z.array(ShortIndices) })),
  byCause: z.array(Share.extend({ cause: z.string() })),
  byPeriod: z.array(z.object({ from: z.string(), restored: z.number().int(), meanH: z.number().nullable(), indices: z.array(ShortIndices) })),
})
export type Numbers = z.infer<typeof Numbers>
