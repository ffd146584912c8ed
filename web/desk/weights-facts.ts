import type { Weights } from '../../geo/damages/weights.ts'
import type { FacilityKind } from '../../geo/sites/kinds.ts'

/** Weights one by one, so that two people's changes are told apart. */
export type WeightFacts = Readonly<Record<string, number | boolean>>

type Service = keyof Weights['services']
type Facility = keyof Weights['facilities']

/** The weights as facts: `service.power`, `facility.hospital`, `critical.hospital`, `enablingShare`, `horizonH`. */
export const factsOf = ({ services, facilities, critical, enablingShare, horizonH }: Weights): WeightFacts => ({
  ...Object.fromEntries(Object.entries(services).map(([name, value]) => [`service.${name}`, value])),
  ...Object.fromEntries(Object.entries(facilities).map(([name, value]) => [`facility.${name}`, value])),
  ...Object.fromEntries(Object.keys(facilities).map((name) => [`critical.${name}`, critical.includes(name as FacilityKind)])),
  enablingShare, horizonH,
})

/** The weights that some facts are. */
export function weightsOf(facts: WeightFacts): Weights {
  const below = (prefix: string) => Object.entries(facts).filter(([name]) => name.startsWith(`${prefix}.`)).map(([name, value]) => [name.slice(prefix.length + 1), value] as const)
  return {
    services: Object.fromEntries(below('service')) as Record<Service, number>,
    facilities: Object.fromEntries(below('facility')) as Record<Facility, number>,
    critical: below('critical').filter(([, value]) => value === true).map(([name]) => name as FacilityKind),
    enablingShare: Number(facts['enablingShare']), horizonH: Number(facts['horizonH']),
  }
}
