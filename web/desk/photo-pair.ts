import type { Stage, StoredPhoto, StoredReport } from '../../geo/reports/report.ts'

/** What can be shown of a photo: itself, the small copy that came before it, or nothing yet. */
export const shownOf = (photo: StoredPhoto) => (photo.storedAt !== null ? 'whole' : photo.thumbAt !== null ? 'early' : 'missing')

/** A photo that is here, with the report that it belongs to and when it was taken, as far as anybody knows. */
export type Taken = { readonly photo: StoredPhoto; readonly report: StoredReport; readonly at: string }

/** What is laid over one another: the photos before and after the work, or the first and the last; every one that may be chosen instead; which stage is still on its way. */
export type Comparison = {
  readonly ofWork: boolean
  readonly all: readonly Taken[]
  readonly pair: readonly [earlier: Taken, later: Taken] | null
  readonly waitsFor: Stage | null
}

/** The photos of a damage to compare; null with fewer than two, and where the work has photos of one stage alone the first and the last of all. */
export function comparisonOf(filed: readonly StoredReport[]): Comparison | null {
  const announced = filed.flatMap((report) => report.photos.map((photo): Taken => ({ photo, report, at: photo.takenAt ?? report.observedAt }))).sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const all = announced.filter(({ photo }, n) => shownOf(photo) !== 'missing' && announced.findIndex((one) => one.photo.sha256 === photo.sha256) === n)
  const staged = (stage: Stage, repair: string | null) => announced.filter(({ report }) => report.stage === stage && report.repair === repair)
  // Of several repairs the one whose work was photographed last.
  const repair = announced.findLast(({ report }) => report.stage === 'after' && staged('before', report.repair).length > 0)?.report.repair
  if (repair === undefined) return all.length < 2 ? null : { ofWork: false, all, pair: [all[0]!, all.at(-1)!], waitsFor: null }
  const [before, after] = (['before', 'after'] as const).map((stage) => staged(stage, repair).findLast((one) => all.includes(one)))
  const waitsFor = after === undefined ? 'after' : before === undefined ? 'before' : null
  return { ofWork: true, all, pair: before === undefined || after === undefined ? null : [before, after], waitsFor }
}
