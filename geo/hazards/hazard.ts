import { z } from 'zod'
import { Shape } from '../space/shape.ts'
import { Names } from '../text.ts'

/** What threatens in a zone. */
export const HazardKind = z.enum([
  'mines_suspected', 'mines_confirmed', 'unexploded_ordnance', 'shelling', 'fighting', 'air_alert', 'fire', 'flood', 'chemical', 'radiation',
])
export type HazardKind = z.infer<typeof HazardKind>

/** A place with a time in which something threatens: an outline, or an administrative area with all below it. Its outline never changes: another one is another zone. */
export const HazardZone = z.object({
  id: z.uuid(),
  kind: HazardKind,
  /** Its outline; null when it is a whole area (but lists give that area's outline when asked to). */
  shape: Shape.nullable(),
  /** The code of the area that it is, when it was declared for a whole one. */
  zone: z.string().nullable(),
  zoneNames: Names,
  /** The smallest area that holds all of it. */
  area: z.string().nullable(),
  /** What that area is called. */
  areaNames: Names.optional(),
  from: z.string(),
  /** When it ends by itself; null until someone ends it. */
  until: z.string().nullable(),
  endedAt: z.string().nullable(),
  source: z.string(),
  /** Whose data it is and to be asked. */
  owner: z.string(),
  note: z.string(),
  demo: z.boolean(),
  version: z.number().int(),
})
export type HazardZone = z.infer<typeof HazardZone>
