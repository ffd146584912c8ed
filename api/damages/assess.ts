import { z } from 'zod'
import { currentGrades, Safety, ServiceState, type Grades } from '../../geo/damages/grades.ts'
import { prioritise, type Priority } from '../../geo/damages/priority.ts'
import { failsWith, type Need } from '../../geo/network/cascade.ts'
import type { Hazard } from '../../geo/reports/report.ts'
import { Basis } from '../../geo/sites/site.ts'
import { many, one, type Tx } from '../db/sql.ts'
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

const Feeding = z.object({ link: z.string(), supplier: z.string(), dependent: z.string(), service: z.string(), out: z.boolean() })
const Lost = z.object({
  people: z.number().nullable(), inferred: z.boolean(),
  facilities: z.array(z.object({ kind: z.string(), name: z.string().nullable(), backupH: z.number().nullable(), people: z.number() })),
})
const Share = z.object({ others: z.number() })

/** Hazards that endanger life at once, whoever else waits: tier 0. */
export const DANGERS = ['live_wires', 'gas'] as const satisfies readonly Hazard[]
const STEPS_AT_MOST = 50

/** The sites and facilities that lose service with a site: the cascade, asked for step by step from what really fails. */
async function lostWith(tx: Tx, site: string): Promise<string[]> {
  const needs = new Map<string, Need>()
  const out = new Set([site])
  let frontier = [site]
  let lost = new Set<string>()
  for (let step = 0; frontier.length > 0 && step < STEPS_AT_MOST; step += 1) {
    for (const { link, out: already, ...need } of await many(tx, Feeding, queries.feeding(frontier))) {
      needs.set(link, need)
      // A supplier that is out already, by another damage, leaves nothing to fall back on.
      if (already) out.add(need.supplier)
    }
    const now = failsWith(out, [...needs.values()])
    frontier = [...now].filter((id) => !lost.has(id))
    lost = now
  }
  return [...lost]
}

/** Grades and priority of a damage from its reports and its site: what the database knows, decided by `geo`. */
export async function assess(tx: Tx, given: { damage: string; kind: string; reports: readonly GradedReport[]; site: AssessedSite | undefined }): Promise<{ grades: Grades; priority: Priority }> {
  const { site, reports } = given
  const grades = currentGrades(reports)
  const own = site === undefined || site.populationServed === null ? null : { value: site.populationServed, basis: site.populationBasis ?? 'imputed' }
  const lost = site === undefined || site.feeds === 0 || grades.function !== 'out' ? [] : await lostWith(tx, site.id)
  const around = lost.length === 0 ? { people: null, inferred: false, facilities: [] } : await one(tx, Lost, queries.lostPeople(lost))
  const people = own === null && around.people === null ? null
    : { value: (own?.value ?? 0) + (around.people ?? 0), basis: around.inferred ? 'inferred' as const : own?.basis ?? 'inferred' as const }
  const others = around.people === null || site?.area == null ? null : await one(tx, Share, queries.othersWithout(given.damage, site.area))
  const priority = prioritise({
    kind: given.kind, severity: grades.severity as 0 | 1 | 2 | 3 | 4 | null, function: grades.function,
    danger: reports.some((report) => report.hazards.some((hazard) => (DANGERS as readonly string[]).includes(hazard))),
    people,
    // What hangs on this repair beyond its own consumers, as a share of all who are without service around it.
    enables: others === null || around.people === null ? 0 : around.people / Math.max(1, around.people + (own?.value ?? 0) + others.others),
    dependentSites: lost.length, facilities: around.facilities, travelH: site?.travelH ?? null,
  })
  return { grades, priority }
}
