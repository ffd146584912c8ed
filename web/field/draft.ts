import type { ServiceState } from '../../geo/damages/grades.ts'
import type { Cause, DamageReport, Hazard, Need } from '../../geo/reports/report.ts'
import type { Safety } from '../../geo/damages/grades.ts'
import type { Fix } from '../../geo/space/fix.ts'
import type { TakenPhoto } from '../sync/photos.ts'
import type { OpLabel } from '../sync/store.ts'
import type { Place } from './place.ts'

/** The four pictured choices. */
export const GRADES = {
  works: { function: 'full', severity: 1 },
  reduced: { function: 'degraded', severity: 2 },
  out: { function: 'out', severity: 3 },
  destroyed: { function: 'out', severity: 4 },
} as const satisfies Record<string, { function: ServiceState; severity: number }>
/** The name of one of them. */
export type GradeChoice = keyof typeof GRADES

/** A report that is being filled in. What is null was not said. */
export type Draft = {
  readonly place: Place | null
  readonly grade: GradeChoice | null
  readonly severity: number | null
  readonly function: ServiceState | null
  readonly safety: Safety
  readonly kind: DamageReport['kind']
  readonly cause: Cause
  readonly hazards: readonly Hazard[]
  readonly needs: readonly Need[]
  readonly note: string
  readonly photos: readonly TakenPhoto[]
}

/** A report in which nothing was said yet. */
export const EMPTY: Draft = { place: null, grade: null, severity: null, function: null, safety: 'unknown', kind: null, cause: 'unknown', hazards: [], needs: [], note: '', photos: [] }

/** What a report still needs before it can be sent. */
export function missingFrom(draft: Draft): 'place' | 'grade' | null {
  if (draft.place === null) return 'place'
  return draft.grade === null && draft.severity === null && draft.function === null ? 'grade' : null
}

type Where = Pick<DamageReport, 'site' | 'damage' | 'position' | 'accuracyM' | 'located' | 'place'>

/** The place as a report says it. The raw fix goes along with a picked site: it is evidence of where the crew stood. */
function whereOf(place: Place, fix: Fix | null): Where {
  const nowhere = { site: null, damage: null, position: null, accuracyM: null, place: '' }
  const stood = fix === null ? {} : { position: fix.position, accuracyM: Math.min(100_000, Math.round(fix.accuracyM)) }
  if (place.by === 'site') return { ...nowhere, ...stood, site: place.site.id, located: 'site_picked' }
  if (place.by === 'fix') return { ...nowhere, position: place.fix.position, accuracyM: Math.min(100_000, Math.round(place.fix.accuracyM)), located: 'gps' }
  if (place.by === 'words') return { ...nowhere, ...stood, place: place.words.trim(), located: 'landmark_text' }
  return { ...nowhere, position: place.position, accuracyM: place.accuracyM === null ? null : Math.round(place.accuracyM), place: place.written, located: place.located }
}

/** The report of a draft that misses nothing. Throws a RangeError when it does. `at` is the phone's clock, RFC 3339. */
export function reportOf(draft: Draft, id: string, at: string, fix: Fix | null): DamageReport {
  if (draft.place === null || missingFrom(draft) !== null) throw new RangeError('the draft is not complete')
  const grade = draft.grade === null ? null : GRADES[draft.grade]
  return {
    id, observedAt: at, ...whereOf(draft.place, fix),
    kind: draft.place.by === 'site' ? null : draft.kind,
    severity: draft.severity ?? grade?.severity ?? null,
    function: draft.function ?? grade?.function ?? 'unknown',
    safety: draft.safety, scale: 'own', rawGrade: draft.grade ?? '',
    cause: draft.cause, hazards: [...draft.hazards], needs: [...draft.needs], note: draft.note.trim(), corrects: null,
    fix: null, doubts: [], components: [], separate: false, repair: null, stage: null,
    photos: draft.photos.map((photo) => photo.announced),
  }
}

/** What a list shows of the report. */
export function labelOf(place: Place): OpLabel {
  if (place.by === 'site') return { names: place.site.names, place: '', version: null }
  if (place.by === 'words') return { names: null, place: place.words.trim(), version: null }
  const [lon, lat] = place.by === 'fix' ? place.fix.position : place.position
  const written = place.by === 'position' ? place.written : ''
  return { names: null, place: written || `${lat.toFixed(5)}, ${lon.toFixed(5)}`, version: null }
}
