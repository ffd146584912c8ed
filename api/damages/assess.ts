import { z } from 'zod'
import { currentGrades, Safety, ServiceState, type Grades } from '../../geo/damages/grades.ts'
import { peopleBehind, prioritise, type Priority } from '../../geo/damages/priority.ts'
import { DEFAULT_WEIGHTS, Weights } from '../../geo/damages/weights.ts'
import type { GivenBack } from '../../geo/repairs/restoration.ts'
import type { Hazard } from '../../geo/reports/report.ts'
import { Basis } from '../../geo/sites/site.ts'
import { one, type Tx } from '../db/sql.ts'
import { losses } from './cascade.ts'
import * as queries from './queries.ts'

/** A report as far as it grades its damage. */
export const GradedReport = z.object({
  id: z.string(), observedAt: z.string(), severity: z.number().int().nullable(), function: ServiceState, safety: Safety, hazards: z.array(z.string()),
})
export type GradedReport = z.infer<typeof GradedReport>

/** The site of a damage, as far as it decides the damage's priority. */
export const AssessedSite = z.object({
  id: z.uuid(), kind: z.string(), area: z.string().nullable(), populationServed: z.number().nullable(), populationBasis: Basis.nullable(),
  feeds: z.number().int(), travelH: z.number().nullable(),
})
export type AssessedSite = z.infer<typeof AssessedSite>

/** The weights of an area as the database keeps them; null where nobody set any. */
export const KeptWeights = z.object({ version: z.number().int(), weights: Weights }).nullable()
export type KeptWeights = z.infer<typeof KeptWeights>

const Share = z.object({ others: z.number() })

/** Hazards that endanger life at once, whoever else waits: tier 0. */
export const DANGERS = ['live_wires', 'gas'] as const satisfies readonly Hazard[]

const NOTHING = { dependents: [], facilities: [], hanging: [] }

/** Grades and priority of a damage from its reports and its site: what the database knows, decided by `geo`. */
export async function assess(tx: Tx, given: {
  damage: string; kind: string; reports: readonly GradedReport[]; site: AssessedSite | undefined; openedAt: string; weights: KeptWeights; back: GivenBack | null; now: Date
}): Promise<{ grades: Grades; priority: Priority }> {
  const { site, reports, now } = given
  const grades = currentGrades(reports)
  const { dependents, facilities, hanging } = site === undefined || site.feeds === 0 || grades.function !== 'out' ? NOTHING : await losses(tx, site.id, given.openedAt, now)
  const at = now.toISOString()
  const behind = peopleBehind(hanging, at)
  const others = behind === 0 || site?.area == null ? null : await one(tx, Share, queries.othersWithout(given.damage, site.area))
  const priority = prioritise({
    kind: given.kind, severity: grades.severity as 0 | 1 | 2 | 3 | 4 | null, function: grades.function,
    danger: reports.some((report) => report.hazards.some((hazard) => (DANGERS as readonly string[]).includes(hazard))),
    own: ownOf(site), dependents, facilities, hanging: others === null ? 0 : behind, others: others?.others ?? 0,
    travelH: site?.travelH ?? null, back: given.back, weights: given.weights ?? DEFAULT_WEIGHTS, openedAt: given.openedAt, at,
  })
  return { grades, priority }
}

/** Whom a site serves itself. One of which nobody said so, and which is known to feed others, serves nobody but through them. */
export const ownOf = (site: Pick<AssessedSite, 'populationServed' | 'populationBasis' | 'feeds'> | undefined) =>
  ({ people: site?.populationServed ?? null, basis: site?.populationBasis ?? null, through: site !== undefined && site.populationServed === null && site.feeds > 0 })
