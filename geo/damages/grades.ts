import { z } from 'zod'

/** Physical state, 0 none to 4 destroyed; null is unknown. Crosswalk to other scales in `domain.md`. */
export const Severity = z.number().int().min(0).max(4)
export type Severity = z.infer<typeof Severity>

/** Service: an intact site may give none, a destroyed spare may matter to nobody. */
export const ServiceState = z.enum(['full', 'degraded', 'out', 'unknown'])
export type ServiceState = z.infer<typeof ServiceState>

/** Whether people may work there (after ATC-20). */
export const Safety = z.enum(['inspected', 'restricted', 'unsafe', 'unknown'])
export type Safety = z.infer<typeof Safety>

/** The scale a grade was given in; the raw value is kept beside the ordinal. */
export const Scale = z.enum(['own', 'undp-electricity', 'undp-core', 'ems98', 'unosat', 'copernicus', 'fema-pda'])

/** The three independent axes. */
export const Grades = z.object({ severity: Severity.nullable(), function: ServiceState, safety: Safety })
export type Grades = z.infer<typeof Grades>

/** Grades as one report gave them, and when it was seen. */
export type Graded = Grades & { readonly observedAt: string; readonly id: string }

/** The grades that stand, axis by axis: the latest observation that says something. Ties go to the later id, so every replay agrees. */
export function currentGrades(reports: readonly Graded[]): Grades {
  const latest = [...reports].sort((a, b) => Date.parse(b.observedAt) - Date.parse(a.observedAt) || (a.id < b.id ? 1 : -1))
  return {
    severity: latest.find((report) => report.severity !== null)?.severity ?? null,
    function: latest.find((report) => report.function !== 'unknown')?.function ?? 'unknown',
    safety: latest.find((report) => report.safety !== 'unknown')?.safety ?? 'unknown',
  }
}
