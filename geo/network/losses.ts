import type { Dependent, Facility } from '../damages/priority.ts'
import type { FacilityKind } from '../sites/kinds.ts'
import type { Basis } from '../sites/site.ts'
import { batteryOf } from './backup.ts'
import { failsWith, regainedBy } from './cascade.ts'
import { countdown, type Battery, type Failing } from './countdown.ts'
import type { Network } from './network.ts'

/** What is known of something that hangs on others. */
export type Fact =
  | { readonly noun: 'site'; readonly id: string; readonly kind: string; readonly people: number | null; readonly basis: Basis | null; readonly backupH: number | null }
  | { readonly noun: 'facility'; readonly id: string; readonly kind: FacilityKind; readonly name: string | null; readonly area: string | null; readonly people: number | null; readonly backupH: number | null }

/** All that is out at a moment, by its own damage or for lack of supply, with when. */
export type Picture = {
  readonly network: Network
  readonly out: ReadonlySet<string>
  /** What lacks supply, though nothing of its own is broken. */
  readonly failed: ReadonlySet<string>
  readonly failing: ReadonlyMap<string, Failing>
  readonly facts: ReadonlyMap<string, Fact>
  /** What a step of a repair supplies again, though what feeds it is still out. */
  readonly supplied: ReadonlySet<string>
}

function batteries(facts: ReadonlyMap<string, Fact>): (id: string) => Battery {
  return (id) => {
    const fact = facts.get(id)
    if (fact === undefined) return { hours: 0, known: true } // a line: it has none
    if (fact.noun === 'facility') return { hours: fact.backupH ?? 0, known: fact.backupH !== null }
    const { value, basis } = batteryOf(fact.kind, fact.backupH)
    return { hours: value, known: basis !== 'imputed' }
  }
}

/** The picture of a network in which `outSince` is out, in hours from now, with what is known of whatever that brings down. */
export function pictureOf(network: Network, outSince: ReadonlyMap<string, number>, facts: ReadonlyMap<string, Fact>, supplied: ReadonlySet<string> = new Set()): Picture {
  const out = new Set(outSince.keys())
  return { network, out, failed: failsWith(out, network, supplied), failing: countdown(outSince, network, batteries(facts), supplied), facts, supplied }
}

/** What works again when one site alone is repaired, and what of it hangs on this site whatever else is repaired. */
export function lossesOf(site: string, { network, out, failed, failing, facts, supplied }: Picture): { dependents: Dependent[]; facilities: Facility[]; hanging: Omit<Dependent, 'inH' | 'known'>[] } {
  const back = [...regainedBy(site, out, failed, network)].flatMap((id) => facts.get(id) ?? [])
  const alone = [...failsWith(new Set([site]), network, supplied)].flatMap((id) => facts.get(id) ?? [])
  const ending = (id: string) => failing.get(id) ?? { inH: 0, known: true }
  return {
    dependents: back.flatMap((fact) => (fact.noun === 'site' ? [{ kind: fact.kind, people: fact.people, basis: fact.basis, ...ending(fact.id) }] : [])),
    facilities: back.flatMap((fact) => (fact.noun === 'facility' ? [{ kind: fact.kind, name: fact.name, area: fact.area, people: fact.people, backupH: fact.backupH, ...ending(fact.id) }] : [])),
    hanging: alone.flatMap((fact) => (fact.noun === 'site' && failed.has(fact.id) ? [{ kind: fact.kind, people: fact.people, basis: fact.basis }] : [])),
  }
}
