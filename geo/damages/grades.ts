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

/** The three axes by name. */
export const AXES = ['severity', 'function', 'safety'] as const
/** One of them. */
export type Axis = (typeof AXES)[number]

// The latest first; ties go to the later id, so every replay agrees.
const latestFirst = <R extends Graded>(reports: readonly R[]): R[] => [...reports].sort((a, b) => Date.parse(b.observedAt) - Date.parse(a.observedAt) || (a.id < b.id ? 1 : -1))
const says = (report: Grades, axis: Axis) => (axis === 'severity' ? report.severity !== null : report[axis] !== 'unknown')

/** The grades that stand, axis by axis: the latest observation that says something. */
export function currentGrades(reports: readonly Graded[]): Grades {
  const latest = latestFirst(reports)
  return {
    severity: latest.find((report) => says(report, 'severity'))?.severity ?? null,
    function: latest.find((report) => says(report, 'function'))?.function ?? 'unknown',
    safety: latest.find((report) => says(report, 'safety'))?.safety ?? 'unknown',
  }
}

/** How the grades came: every report that says something on an axis, the latest first, with the axes on which its word stands. */
export function gradeHistory<R extends Graded>(reports: readonly R[]): { readonly report: R; readonly stands: readonly Axis[] }[] {
  const latest = latestFirst(reports)
  const standing = new Map(AXES.map((axis) => [axis, latest.find((report) => says(report, axis))]))
  return latest.filter((report) => AXES.some((axis) => says(report, axis))).map((report) => ({ report, stands: AXES.filter((axis) => standing.get(axis) === report) }))
}
