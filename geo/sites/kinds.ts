import { z } from 'zod'

/** The two sectors whose damage Vidnova follows. */
export const Sector = z.enum(['energy', 'communications'])
export type Sector = z.infer<typeof Sector>

/** Kinds of site, by sector. Their OpenStreetMap tags are in `osm.ts`. */
export const KINDS = {
  energy: ['power_plant', 'generator', 'substation', 'transformer', 'switchgear', 'power_line', 'power_cable', 'power_tower'],
  communications: ['exchange', 'data_centre', 'mast', 'antenna', 'telecom_line', 'cabinet', 'distribution_point'],
} as const

/** A kind of site. */
export const SiteKind = z.enum([...KINDS.energy, ...KINDS.communications])
export type SiteKind = z.infer<typeof SiteKind>

/** Critical dependents that are no energy or communications site. */
export const FacilityKind = z.enum(['hospital', 'water_pumping', 'emergency_centre', 'shelter', 'point_of_invincibility', 'fuel_station'])
export type FacilityKind = z.infer<typeof FacilityKind>

/** The sector that a kind belongs to. */
export function sectorOf(kind: SiteKind): Sector {
  return (KINDS.energy as readonly string[]).includes(kind) ? 'energy' : 'communications'
}
