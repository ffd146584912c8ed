import { z } from 'zod'
import { Position } from '../space/position.ts'
import { Names } from '../text.ts'
import { Sector, SiteKind } from './kinds.ts'

/** How a figure is known; shown beside it, and missing is never zero. */
export const Basis = z.enum(['measured', 'given', 'inferred', 'imputed'])
export type Basis = z.infer<typeof Basis>

/** How much harm it does if it is known that this site is damaged. */
export const Sensitivity = z.enum(['open', 'sensitive', 'critical'])

/** An energy or communications asset at a place. */
export const Site = z.object({
  id: z.uuid(),
  /** What it is called in an SMS: short, stable, and no word of what or where it is. */
  number: z.number().int(),
  sector: Sector,
  kind: SiteKind,
  names: Names,
  /** A point that stands for the site, whatever its geometry. */
  position: Position,
  area: z.string().nullable(),
  operator: z.string().nullable(),
  organisation: z.uuid().nullable(),
  voltagesV: z.array(z.number().int()),
  /** Critical infrastructure category, 1 is the highest; null unset. */
  criticality: z.number().int().min(1).max(4).nullable(),
  populationServed: z.number().int().nullable(),
  populationBasis: Basis.nullable(),
  /** Hours it keeps working without its input. */
  backupH: z.number().nullable(),
  sensitivity: Sensitivity,
  source: z.string(),
  sourceId: z.string(),
  licence: z.string(),
  attribution: z.string(),
  demo: z.boolean(),
  retiredAt: z.string().nullable(),
  version: z.number().int(),
})
export type Site = z.infer<typeof Site>

/** A site as the phone keeps it to choose from. */
export const NearSite = Site.pick({ id: true, number: true, sector: true, kind: true, names: true, position: true, area: true, voltagesV: true, version: true }).extend({
  /** Metres from the asked position along the great circle; null when none was asked. */
  distanceM: z.number().nullable(),
  /** The open damage there, so that a second crew adds to it. */
  openDamage: z.uuid().nullable(),
})
export type NearSite = z.infer<typeof NearSite>
