import type { SiteKind } from '../sites/kinds.ts'

/** The parts that a crew looks at, by kind of site, in the order of looking. Short on purpose: what is not here goes into the note. */
export const COMPONENTS = {
  power_plant: ['generator', 'turbine', 'boiler', 'cooling', 'transformer', 'building'],
  generator: ['generator', 'fuel_tank', 'battery'],
  substation: ['transformer', 'breaker', 'busbar', 'insulator', 'protection', 'building'],
  transformer: ['transformer', 'breaker', 'insulator', 'conductor'],
  switchgear: ['breaker', 'busbar', 'insulator', 'protection'],
  power_line: ['tower', 'insulator', 'conductor'],
  power_cable: ['cable', 'joint'],
  power_tower: ['tower', 'insulator', 'conductor'],
  exchange: ['exchange', 'feeder', 'antenna', 'generator', 'battery', 'building'],
  data_centre: ['server', 'cooling', 'generator', 'battery', 'building'],
  mast: ['mast', 'antenna', 'feeder', 'radio', 'generator', 'battery'],
  antenna: ['antenna', 'feeder', 'radio'],
  telecom_line: ['cable', 'joint', 'tower'],
  cabinet: ['cabinet', 'cable', 'battery'],
  distribution_point: ['cable', 'joint', 'cabinet'],
} as const satisfies Record<SiteKind, readonly string[]>

/** A part of a site. */
export type Component = (typeof COMPONENTS)[SiteKind][number]

/** How a part may be found. */
export const COMPONENT_STATES = ['ok', 'damaged', 'destroyed'] as const
/** One of them. */
export type ComponentState = (typeof COMPONENT_STATES)[number]

/** The parts to look at where a kind of site stands; none for what has no list, such as a hospital. */
export const componentsOf = (kind: string | null): readonly Component[] => (kind !== null && kind in COMPONENTS ? COMPONENTS[kind as SiteKind] : [])
