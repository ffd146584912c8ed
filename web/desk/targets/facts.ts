import { ClockName, type Targets } from '../../../geo/clocks/targets.ts'
import { BlockedBy } from '../../../geo/repairs/lifecycle.ts'

const TIERS = [0, 1, 2, 3] as const

/** One fact of targets: the hours of a clock for a tier or a kind of site, or whether something stops the clocks. */
export type Fact = { readonly of: 'tier'; readonly tier: 0 | 1 | 2 | 3; readonly clock: ClockName } | { readonly of: 'kind'; readonly kind: string; readonly clock: ClockName } | { readonly of: 'pausing'; readonly why: BlockedBy }

/** Targets fact by fact, each under its own name; null hours of a kind: those of its tier. */
export type Facts = Readonly<Record<string, number | boolean | null>>

/** The fact that a name stands for. */
export const factOf = (name: string): Fact => JSON.parse(name) as Fact
const named = (fact: Fact) => JSON.stringify(fact)

/** All kinds of which some targets say something. */
export const kindsIn = (...some: readonly Targets[]): string[] => [...new Set(some.flatMap(({ kinds }) => Object.keys(kinds)))].sort()

/** The facts of targets; with the same kinds, those of any two have the same names. */
export const factsOf = (targets: Targets, kinds: readonly string[]): Facts => Object.fromEntries([
  ...TIERS.flatMap((tier) => ClockName.options.map((clock) => [named({ of: 'tier', tier, clock }), targets.tiers[tier][clock]] as const)),
  ...kinds.flatMap((kind) => ClockName.options.map((clock) => [named({ of: 'kind', kind, clock }), targets.kinds[kind]?.[clock] ?? null] as const)),
  ...BlockedBy.options.map((why) => [named({ of: 'pausing', why }), targets.pausing.includes(why)] as const),
])

/** The targets that some facts amount to; a kind that says nothing is left out. */
export function targetsOf(facts: Facts): Targets {
  const tiers = TIERS.map((): Partial<Record<ClockName, number>> => ({}))
  const kinds: Record<string, Partial<Record<ClockName, number>>> = {}
  const pausing: BlockedBy[] = []
  for (const [name, value] of Object.entries(facts)) {
    const fact = factOf(name)
    if (fact.of === 'pausing') pausing.push(...(value === true ? [fact.why] : []))
    else if (typeof value !== 'number') continue
    else if (fact.of === 'tier') tiers[fact.tier]![fact.clock] = value
    else kinds[fact.kind] = { ...kinds[fact.kind], [fact.clock]: value }
  }
  return { tiers: tiers as unknown as Targets['tiers'], kinds, pausing }
}
