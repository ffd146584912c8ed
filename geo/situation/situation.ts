import { z } from 'zod'
import { Priority } from '../damages/priority.ts'
import { Figure } from '../figures.ts'
import { Service } from '../network/services.ts'
import { RepairState } from '../repairs/lifecycle.ts'
import { Names } from '../text.ts'

/** How many damages are told one by one, and how many are drawn at most. */
export const WORST = 10
/** How many damages are drawn at most: the weightiest. */
export const DRAWN = 400

const Severity = z.number().int().min(0).max(4).nullable()

/** Where a damage stands with its repair: none, or the state of the one under way. */
export const Repairing = z.union([RepairState, z.literal('none')])
export type Repairing = z.infer<typeof Repairing>

/** The situation of an area at a moment, on one page: reckoned once, and then only shown. */
export const Situation = z.object({
  /** Null is all that its reader reaches. */
  area: z.object({ code: z.string(), names: Names }).nullable(),
  at: z.string(),
  /** What the changes are told against: the report kept before, by its number; null without one, and then the day before. */
  since: z.object({ at: z.string(), number: z.number().int().nullable() }),
  population: z.number().nullable(),
  /** People without each service now, and by how many more than in the report before. */
  services: z.array(z.object({ service: Service, people: Figure, change: z.number().nullable() })),
  damages: z.object({
    open: z.number().int(),
    /** Those of them that took all service away. */
    out: z.number().int(),
    /** Those of which nobody can say how many people they concern. */
    uncounted: z.number().int(),
    bySeverity: z.array(z.object({ severity: Severity, count: z.number().int(), change: z.number().int().nullable() })),
    byRepair: z.array(z.object({ repair: Repairing, count: z.number().int() })),
  }),
  crews: z.object({ atWork: z.number().int(), blocked: z.number().int() }),
  /** Since the report before. */
  opened: z.number().int(),
  restored: z.number().int(),
  worst: z.array(z.object({ id: z.uuid(), names: Names, tier: z.number().int(), severity: Severity, function: z.string(), repair: Repairing, openedAt: z.string(), priority: Priority })),
  map: z.object({
    /** Outlines of the area and of those just below it, packed as phones have them. */
    outlines: z.array(z.array(z.array(z.number()))),
    /** Longitude, latitude, severity: the weightiest last, so that they lie on top. */
    points: z.array(z.tuple([z.number(), z.number(), Severity])),
  }),
})
export type Situation = z.infer<typeof Situation>

/** A report as it is kept: numbered for ever, never changed. */
export const KeptSituation = z.object({
  id: z.uuid(), number: z.number().int(), area: z.string(), names: Names, at: z.string(), madeAt: z.string(),
  /** Null when it was made on the clock. */
  madeBy: z.string().nullable(),
})
export type KeptSituation = z.infer<typeof KeptSituation>
