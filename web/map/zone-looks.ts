import type { HazardKind } from '../../geo/hazards/hazard.ts'
import './zone-colours.css'

/** What a zone on the map is: something that threatens, or a permission to work there. */
export type ZoneKind = HazardKind | 'clearance'

/** How a kind of zone looks: its colour's token, the strokes of a tile of 12 × 12 that its hatching repeats, and its sign on a grid of 24. */
export type ZoneLook = { readonly token: string; readonly hatch: string; readonly sign: string }

/** Side of a hatching's tile. */
export const HATCH_SIDE = 12

// Told apart without colour: by hatching, and by sign where the zone is too small for one.
/** The looks of all kinds of zones. */
export const ZONE_LOOKS: Readonly<Record<ZoneKind, ZoneLook>> = {
  mines_suspected: { token: 'zone-mines', hatch: 'M-3 3 3-3M0 12 12 0M9 15 15 9', sign: 'M9 9.500a3 3 0 1 1 4.5 2.600c-1 .6-1.500 1.200-1.500 2.400M12 18v.01' },
  mines_confirmed: { token: 'zone-mines', hatch: 'M-3 3 3-3M0 12 12 0M9 15 15 9M-3 9 3 15M0 0 12 12M9-3 15 3', sign: 'M12 15.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM12 5.500v3M12 15.500v3M5.500 12h3M15.500 12h3M7.400 7.400l2 2M14.600 14.600l2 2M16.600 7.400l-2 2M9.400 14.600l-2 2' },
  unexploded_ordnance: { token: 'zone-ordnance', hatch: 'M1 1l4 4M5 1 1 5M7 7l4 4M11 7l-4 4', sign: 'M10.500 18a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM13.500 10l2.500-2.500M15 6l3 3' },
  shelling: { token: 'zone-shelling', hatch: 'M0 8 6 3l6 5', sign: 'M12 6v3.500M12 14.500V18M6 12h3.500M14.500 12H18M8 8l2.300 2.300M13.700 13.700 16 16M16 8l-2.300 2.300M10.300 13.700 8 16' },
  fighting: { token: 'zone-fighting', hatch: 'M-3 9 3 15M0 0 12 12M9-3 15 3M0 6h4', sign: 'M7.500 7.500l9 9M16.500 7.500l-9 9M7 14l3 3M17 14l-3 3' },
  air_alert: { token: 'zone-air', hatch: 'M0 3h12', sign: 'M8.500 15.500V12a3.500 3.500 0 0 1 7 0v3.500M7 17.500h10M12 5.500V7M6.500 8l1.200 1M17.500 8l-1.200 1' },
  fire: { token: 'zone-fire', hatch: 'M3 0 6 3 3 6l3 3-3 3', sign: 'M12 5.500c.8 3 4 4.300 4 8a4 4 0 0 1-8 0c0-1.600.8-2.400 1.600-3.200.2 1.600 1.200 2 1.600 2C11.600 10 10.800 8 12 5.500z' },
  flood: { token: 'zone-flood', hatch: 'M0 4q3-4 6 0t6 0', sign: 'M6 10q3-3 6 0t6 0M6 14.500q3-3 6 0t6 0' },
  chemical: { token: 'zone-chemical', hatch: 'M6 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6z', sign: 'M10 6h4M10.800 6v4L7.500 16.200a1.200 1.200 0 0 0 1 1.800h7a1.200 1.200 0 0 0 1-1.800L13.200 10V6M9.300 13.500h5.400' },
  radiation: { token: 'zone-radiation', hatch: 'M6 3v6M3 6h6', sign: 'M12 12.800a.8.8 0 1 0 0-1.600.8.800 0 0 0 0 1.600zM10 12H6a6 6 0 0 1 3-5.200l2 3.500M14 12h4a6 6 0 0 0-3-5.200l-2 3.500M11 13.700l-2 3.500a6 6 0 0 0 6 0l-2-3.500' },
  clearance: { token: 'zone-cleared', hatch: '', sign: 'm8 12.500 3 3 5.500-6.500' },
}

/** The plates that signs stand on: a diamond warns, a shield permits. */
export const PLATES = { hazard: 'M12 1.500 22.500 12 12 22.500 1.500 12z', clearance: 'M12 2 3.500 5v6.500c0 5 3.700 8.700 8.500 10.500 4.800-1.800 8.500-5.500 8.500-10.500V5z' } as const
