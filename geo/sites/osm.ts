import type { FacilityKind, SiteKind } from './kinds.ts'

/** Tags of an OpenStreetMap element: key → value. */
export type Tags = Readonly<Record<string, string | undefined>>

type Rule = { readonly kind: SiteKind | FacilityKind; readonly tags: readonly (readonly [string, readonly string[]])[] }

const rule = (kind: SiteKind | FacilityKind, tags: Readonly<Record<string, readonly string[]>>): Rule => ({ kind, tags: Object.entries(tags) })

const COMMUNICATION_TOWERS = ['communication', 'radio', 'television']

// The first rule whose tags all hold decides: the asset before the building around it, the particular before the general.
const RULES: readonly Rule[] = [
  rule('power_plant', { power: ['plant'] }),
  rule('generator', { power: ['generator'] }),
  rule('substation', { power: ['substation', 'sub_station', 'station'] }),
  rule('transformer', { power: ['transformer'] }),
  rule('switchgear', { power: ['switch', 'switchgear', 'compensator', 'converter', 'terminal'] }),
  rule('power_line', { power: ['line', 'minor_line'] }),
  rule('power_cable', { power: ['cable', 'minor_cable'] }),
  rule('power_tower', { power: ['tower', 'pole', 'portal'] }),
  rule('exchange', { telecom: ['exchange', 'central_office'] }),
  rule('exchange', { building: ['telephone_exchange'] }),
  rule('data_centre', { telecom: ['data_center', 'data_centre'] }),
  rule('distribution_point', { telecom: ['distribution_point', 'connection_point', 'service_device'] }),
  rule('mast', { man_made: ['mast', 'tower', 'communications_tower'], 'tower:type': COMMUNICATION_TOWERS }),
  rule('mast', { man_made: ['communications_tower'] }),
  rule('antenna', { man_made: ['antenna'] }),
  rule('cabinet', { man_made: ['street_cabinet'], utility: ['telecom', 'power'] }),
  rule('cabinet', { man_made: ['street_cabinet'], street_cabinet: ['telecom', 'power'] }),
  rule('telecom_line', { communication: ['line', 'cable'] }),
  rule('telecom_line', { 'telecom:medium': ['fibre', 'copper', 'coaxial'] }),
  rule('hospital', { amenity: ['hospital'] }),
  rule('hospital', { healthcare: ['hospital'] }),
  rule('water_pumping', { man_made: ['water_works', 'pumping_station'] }),
  rule('emergency_centre', { emergency: ['control_centre', 'ambulance_station'] }),
  rule('emergency_centre', { amenity: ['fire_station'] }),
  rule('point_of_invincibility', { social_facility: ['point_of_invincibility'] }),
  // Without its type amenity=shelter is a bus stop or a picnic roof.
  rule('shelter', { amenity: ['shelter'], shelter_type: ['bomb_shelter', 'civil_defense', 'basement'] }),
  rule('shelter', { military: ['bunker'], bunker_type: ['bomb_shelter'] }),
  rule('shelter', { building: ['bunker', 'bomb_shelter'] }),
  rule('shelter', { emergency: ['bomb_shelter', 'shelter'] }),
  rule('fuel_station', { amenity: ['fuel'] }),
]

// A bay or busbar is a part of its substation.
const PARTS = ['bay', 'busbar']

/** The kind of site or facility that tags describe, by the table in the project's domain; undefined when they describe none. */
export function kindOf(tags: Tags): SiteKind | FacilityKind | undefined {
  if (PARTS.includes(tags.line ?? '')) return undefined
  return RULES.find((row) => row.tags.every(([key, values]) => valuesOf(tags[key]).some((value) => values.includes(value))))?.kind
}

/** The parts of a value that OpenStreetMap separates by semicolons. */
export function valuesOf(value: string | undefined): string[] {
  return value === undefined ? [] : value.split(';').map((part) => part.trim()).filter((part) => part !== '')
}

const MOST_VOLTS = 2_000_000

/** Voltages in volts, highest first, each once: "330000;110000", "10000/400", "330 kV". What is no voltage is left out. */
export function voltagesOf(value: string | undefined): number[] {
  const volts = valuesOf(value?.replaceAll(/[/|]/g, ';')).map(voltsOf).filter((volt) => volt !== undefined)
  return [...new Set(volts)].sort((a, b) => b - a)
}

function voltsOf(text: string): number | undefined {
  const [, figure, unit = ''] = /^(\d+(?:[.,]\d+)?)\s*(kv|кв|v|в)?$/i.exec(text) ?? []
  if (figure === undefined) return undefined
  const volts = Math.round(Number(figure.replace(',', '.')) * (/^[kк]/i.test(unit) ? 1000 : 1))
  return volts > 0 && volts <= MOST_VOLTS ? volts : undefined
}
