import { z } from 'zod'
import { Shape } from '../space/shape.ts'
import { Names } from '../text.ts'

/** Who gives permission to work at a place. */
export const ClearedBy = z.enum(['military', 'emergency_service', 'demining', 'authority'])
export type ClearedBy = z.infer<typeof ClearedBy>

/** Permission to work at a place for a time: within an outline, in a whole area, or at one site. */
export const Clearance = z.object({
  id: z.uuid(),
  by: ClearedBy,
  /** The paper or the person that it rests on. */
  reference: z.string(),
  shape: Shape.nullable(),
  zone: z.string().nullable(),
  zoneNames: Names,
  site: z.uuid().nullable(),
  siteNames: Names,
  area: z.string().nullable(),
  /** What that area is called. */
  areaNames: Names.optional(),
  from: z.string(),
  until: z.string(),
  revokedAt: z.string().nullable(),
  note: z.string(),
  demo: z.boolean(),
  version: z.number().int(),
})
export type Clearance = z.infer<typeof Clearance>
